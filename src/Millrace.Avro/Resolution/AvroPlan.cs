using System.Buffers;
using System.ComponentModel;
using Millrace.Avro.Resolution;

namespace Millrace.Avro;

/// <summary>
/// What to do with one value of a writer, made once for a writer and a reader. For generated code: where a plan is null,
/// the reader's own decoder reads the value as it is.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AvroPlan
{
    // A buffer that one large value made large is not kept for the many small ones.
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    private readonly TranscodeStep _step;
    private readonly AvroSchema _writer;
    private readonly AvroSchema _reader;
    private AvroFieldPlan?[] _fields = [];
    private SkipStep[] _rest = [];

    internal AvroPlan(AvroPlanKind kind, TranscodeStep step, AvroSchema writer, AvroSchema reader)
    {
        Kind = kind;
        _step = step;
        _writer = writer;
        _reader = reader;
    }

    /// <summary>How the value is read.</summary>
    public AvroPlanKind Kind { get; }

    /// <summary>How many bytes an item of the writer takes at least.</summary>
    public int MinimumBytes { get; internal init; }

    /// <summary>What the items of an array or map need.</summary>
    public AvroPlan? Item { get; internal init; }

    /// <summary>What the branches of the reader's union need.</summary>
    internal AvroPlan?[] Branches { get; init; } = [];

    /// <summary>One bit for each of the reader's first 64 fields: whether it needs anything.</summary>
    public ulong Changes { get; private set; }

    /// <summary>Whether the writer has fields behind the record's last one that nobody reads.</summary>
    public bool HasRest => _rest.Length > 0;

    /// <summary>What a field of the reader needs; null where it stands here as the reader's own decoder reads it.</summary>
    public AvroFieldPlan? Field(int index) => _fields[index];

    /// <summary>What a branch of the reader's union needs.</summary>
    public AvroPlan? Branch(int index) => Branches[index];

    /// <summary>Passes over the writer's fields that are left at the end of a record.</summary>
    public void SkipRest(ref AvroReader reader)
    {
        foreach (var step in _rest)
            step.Run(ref reader);
    }

    /// <summary>Reads the index of the reader's symbol.</summary>
    /// <exception cref="AvroDataException">The reader has no such symbol, and no default.</exception>
    public int ReadEnumIndex(ref AvroReader reader) => ((EnumStep)_step).ReadIndex(ref reader);

    /// <summary>Brings a value into the reader's form and reads that.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a value, or it has no form in the reader's schema.</exception>
    public T Convert<T>(ref AvroReader reader, AvroDecoder<T> decoder)
    {
        var buffer = _buffer ?? new ArrayBufferWriter<byte>();
        _buffer = null;
        var writer = new AvroWriter(buffer);
        var start = reader.Position;
        _step.Run(ref reader, ref writer);
        writer.Flush();
        var value = Decode(decoder, buffer.WrittenSpan, start);
        if (buffer.Capacity <= LargestKept)
        {
            buffer.ResetWrittenCount();
            _buffer = buffer;
        }

        return value;
    }

    /// <summary>The same error with the field of the writer that it lies in, where that can be told.</summary>
    /// <param name="error">An error that knows no field.</param>
    /// <param name="data">All of the reader's bytes.</param>
    /// <param name="start">Where the value begins in them.</param>
    public AvroDataException Locate(AvroDataException error, ReadOnlySpan<byte> data, int start)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Locate(_writer, data, start);
    }

    /// <summary>Completes a record's plan: it may have been needed for itself.</summary>
    internal void SetFields(AvroFieldPlan?[] fields, SkipStep[] rest)
    {
        _fields = fields;
        _rest = rest;
        for (var i = 0; i < Math.Min(fields.Length, 64); i++)
            Changes |= fields[i] is null ? 0 : 1UL << i;
    }

    // What was only copied is checked here (text, ranges). The place in the reader's form means nothing to anybody: the
    // error says where the writer's value begins, and which field it is.
    private T Decode<T>(AvroDecoder<T> decoder, ReadOnlySpan<byte> data, int start)
    {
        try
        {
            var reader = new AvroReader(data);
            return decoder(ref reader);
        }
        catch (AvroDataException e)
        {
            throw new AvroDataException(e.Error, start, e.Detail, e.Locate(_reader, data).Path);
        }
    }
}
