using System.Buffers;
using System.Diagnostics;

namespace Millrace.Avro.Fuzz;

/// <summary>
/// Gives changed bytes to the decoders. Each input is a value or refused with <see cref="AvroDataException"/>; it costs
/// no more memory than 4 KiB and 64 times its size, and time in proportion to its size.
/// </summary>
internal sealed class FuzzRun(IReadOnlyList<FuzzTarget> targets, int seed)
{
    private const int AllowedBytes = 4096;
    private const int AllowedFactor = 64;

    // Far above what any input takes, and far below what one that is not linear would.
    private static readonly TimeSpan AllowedTime = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan AllowedTimePerByte = TimeSpan.FromMicroseconds(4);

    private readonly Mutator _mutator = new(seed);

    public long Inputs { get; private set; }

    public long Bytes { get; private set; }

    public long Accepted { get; private set; }

    /// <summary>The most that an input allocated beyond the 4 KiB, in bytes for each of its own.</summary>
    public double WorstFactor { get; private set; }

    public int WorstBytes { get; private set; }

    /// <summary>Runs that many inputs, in turns over the targets.</summary>
    /// <exception cref="InvalidOperationException">An input broke a promise; the message has it.</exception>
    public void Run(long count)
    {
        // What is made once for a schema, and the pools, are there before anything is measured.
        foreach (var target in targets)
        {
            foreach (var good in target.Seeds)
                Read(target, good);
        }

        for (var i = 0L; i < count; i++)
        {
            var target = targets[(int)(i % targets.Count)];
            Feed(target, _mutator.Next(target.Seeds), isThorough: i / targets.Count % 32 == 0);
        }
    }

    private void Feed(FuzzTarget target, ReadOnlySpan<byte> input, bool isThorough)
    {
        Inputs++;
        Bytes += input.Length;
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        object? value = null;
        AvroDataException? error = null;
        try
        {
            value = GenericDatum.Read(target.Schema, input);
        }
        catch (AvroDataException e)
        {
            error = e;
        }
        catch (Exception e)
        {
            throw Broken(target, input, "it made " + e.GetType().Name, e);
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        CheckMemory(target, input, GC.GetAllocatedBytesForCurrentThread() - allocatedBefore);
        if (elapsed > AllowedTime + (input.Length * AllowedTimePerByte))
            CheckTime(target, input);
        if (error is not null && (error.Offset < 0 || error.Offset > input.Length))
            throw Broken(target, input, $"the error is at byte {error.Offset}", error);
        if (error is null)
            Accepted++;
        if (error is null && isThorough)
            CheckValue(target, input, value);
    }

    private void CheckMemory(FuzzTarget target, ReadOnlySpan<byte> input, long allocated)
    {
        // A collection empties the pools, and the next one who borrows fills them: that is no input's.
        for (var i = 0; i < 5 && allocated > AllowedBytes + ((long)AllowedFactor * input.Length); i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read(target, input);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        WorstBytes = (int)Math.Max(WorstBytes, allocated - ((long)AllowedFactor * input.Length));
        if (input.Length > 0)
            WorstFactor = Math.Max(WorstFactor, (double)(allocated - AllowedBytes) / input.Length);
        if (allocated > AllowedBytes + ((long)AllowedFactor * input.Length))
            throw Broken(target, input, $"it cost {allocated} bytes of memory");
    }

    // Another program may have had the processor: the best of ten counts.
    private static void CheckTime(FuzzTarget target, ReadOnlySpan<byte> input)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var started = Stopwatch.GetTimestamp();
            Read(target, input);
            var elapsed = Stopwatch.GetElapsedTime(started);
            best = elapsed < best ? elapsed : best;
        }

        if (best > AllowedTime + (input.Length * AllowedTimePerByte))
            throw Broken(target, input, $"it took {best.TotalMilliseconds} ms");
    }

    // What was read is written, and that is read and written to the same bytes; both JSON forms can be made of it.
    private static void CheckValue(FuzzTarget target, ReadOnlySpan<byte> input, object? value)
    {
        try
        {
            var once = Write(target.Schema, value);
            var again = Write(target.Schema, GenericDatum.Read(target.Schema, once));
            if (!once.AsSpan().SequenceEqual(again))
                throw Broken(target, input, "what was read of it is written in two ways");
            AvroJson.ToJson(target.Schema, input);
            var back = AvroStrictJson.FromJson(target.Schema, AvroStrictJson.ToJson(target.Schema, once));
            if (!once.AsSpan().SequenceEqual(back))
                throw Broken(target, input, "its JSON is read as something else");
        }
        catch (AvroDataException e)
        {
            throw Broken(target, input, "what was read of it cannot be written: " + e.Message, e);
        }
    }

    private static byte[] Write(AvroSchema schema, object? value)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);
        GenericDatum.Write(schema, value, ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void Read(FuzzTarget target, ReadOnlySpan<byte> input)
    {
        try
        {
            GenericDatum.Read(target.Schema, input);
        }
        catch (AvroDataException)
        {
            // Refused, as it may be.
        }
    }

    private static InvalidOperationException Broken(FuzzTarget target, ReadOnlySpan<byte> input, string what, Exception? inner = null) =>
        new($"{target.Name}, {input.Length} bytes: {what}: {Convert.ToHexStringLower(input)}", inner);
}
