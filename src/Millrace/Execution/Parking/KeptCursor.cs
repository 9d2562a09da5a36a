namespace Millrace.Execution;

/// <summary>A copy of the record at which a cursor stood, for work that ends after the batch has been given back.</summary>
internal sealed class KeptCursor : RecordCursor
{
    private readonly byte[] _key;
    private readonly byte[] _value;
    private readonly Headers? _headers;

    private KeptCursor(RecordCursor cursor)
    {
        Offset = cursor.Offset;
        Timestamp = cursor.Timestamp;
        HasKey = cursor.HasKey;
        HasValue = cursor.HasValue;
        _key = cursor.Key.ToArray();
        _value = cursor.Value.ToArray();
        _headers = cursor.Headers;
    }

    public override long Offset { get; }

    public override long Timestamp { get; }

    public override bool HasKey { get; }

    public override ReadOnlySpan<byte> Key => _key;

    public override bool HasValue { get; }

    public override ReadOnlySpan<byte> Value => _value;

    public override Headers? Headers => _headers?.Copy();

    public static KeptCursor Of(RecordCursor cursor) => cursor as KeptCursor ?? new KeptCursor(cursor);

    public override bool MoveNext() => false;
}
