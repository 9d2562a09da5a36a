using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.State;

/// <summary>How far a window store has come, by the clocks of all its operators.</summary>
/// <param name="clocks">How many operators keep their clock with the store.</param>
internal sealed class WindowStoreProgress(int clocks)
{
    private readonly long[] _times = Unknown(clocks);

    /// <summary>The highest start that was put, by which entries expire; <see cref="long.MinValue"/> before the first.</summary>
    public long Observed { get; set; } = long.MinValue;

    /// <summary>The number of the last value that was put, where duplicates are kept.</summary>
    public int Sequence { get; set; }

    /// <summary>The clocks of the operators that own the store; <see cref="long.MinValue"/> before their first record.</summary>
    public Span<long> Times => _times;

    public bool Equal(WindowStoreProgress other) => Observed == other.Observed && Sequence == other.Sequence && Times.SequenceEqual(other.Times);

    public void CopyFrom(WindowStoreProgress other)
    {
        Observed = other.Observed;
        Sequence = other.Sequence;
        other.Times.CopyTo(Times);
    }

    public void Write(IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(sizeof(long) + sizeof(int) + (_times.Length * sizeof(long)));
        BinaryPrimitives.WriteInt64BigEndian(bytes, Observed);
        BinaryPrimitives.WriteInt32BigEndian(bytes[sizeof(long)..], Sequence);
        var at = sizeof(long) + sizeof(int);
        foreach (var time in _times)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes[at..], time);
            at += sizeof(long);
        }

        output.Advance(at);
    }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        Observed = BinaryPrimitives.ReadInt64BigEndian(bytes);
        Sequence = BinaryPrimitives.ReadInt32BigEndian(bytes[sizeof(long)..]);
        var times = bytes[(sizeof(long) + sizeof(int))..];
        for (var i = 0; i < _times.Length && times.Length >= (i + 1) * sizeof(long); i++)
        {
            _times[i] = BinaryPrimitives.ReadInt64BigEndian(times[(i * sizeof(long))..]);
        }
    }

    private static long[] Unknown(int clocks)
    {
        var times = new long[clocks];
        times.AsSpan().Fill(long.MinValue);
        return times;
    }
}
