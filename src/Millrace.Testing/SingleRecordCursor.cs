using Millrace.Execution;

namespace Millrace.Testing;

/// <summary>A batch of one record.</summary>
internal sealed class SingleRecordCursor(TestRecord record, long offset) : RecordCursor
{
    private bool _moved;

    public override long Offset => offset;

    public override long Timestamp => record.Timestamp ?? 0;

    public override bool HasKey => record.Key is not null;

    public override ReadOnlySpan<byte> Key => record.Key;

    public override bool HasValue => record.Value is not null;

    public override ReadOnlySpan<byte> Value => record.Value;

    public override Headers? Headers => record.Headers?.Copy();

    public override bool MoveNext() => !_moved && (_moved = true);
}
