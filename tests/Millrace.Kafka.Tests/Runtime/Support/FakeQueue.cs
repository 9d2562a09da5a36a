using Millrace.Execution;

namespace Millrace.Kafka.Tests.Runtime.Support;

/// <summary>A partition in memory.</summary>
internal sealed class FakeQueue(TopicPartition partition) : IPartitionQueue
{
    private readonly List<(long Offset, string Key, string Value, long Timestamp)> _records = [];
    private int _next;

    public TopicPartition Partition => partition;

    public long? Position { get; set; }

    public bool AtEnd => _next == _records.Count;

    public Watermarks? Watermarks => _records.Count == 0 ? null : new(0, _records[^1].Offset + 1);

    public long Buffered => _records.Count - _next;

    public List<long> Seeks { get; } = [];

    public WakeUp? WokenBy { get; private set; }

    public FakeQueue Add(long offset, string key, string value, long timestamp)
    {
        _records.Add((offset, key, value, timestamp));
        return this;
    }

    public RecordCursor? TryTake(int max)
    {
        if (AtEnd)
            return null;
        var count = Math.Min(max, _records.Count - _next);
        var taken = _records.GetRange(_next, count);
        _next += count;
        Position = taken[^1].Offset + 1;
        return new Cursor(taken);
    }

    public void WakeWith(WakeUp? wakeUp) => WokenBy = wakeUp;

    public void Seek(long offset)
    {
        Seeks.Add(offset);
        _next = _records.FindIndex(r => r.Offset >= offset);
        if (_next < 0)
            _next = _records.Count;
    }

    public void Pause() => throw new NotSupportedException();

    public void Resume() => throw new NotSupportedException();

    private sealed class Cursor(List<(long Offset, string Key, string Value, long Timestamp)> records) : RecordCursor
    {
        private int _at = -1;

        public override long Offset => records[_at].Offset;

        public override long Timestamp => records[_at].Timestamp;

        public override bool HasKey => true;

        public override ReadOnlySpan<byte> Key => System.Text.Encoding.UTF8.GetBytes(records[_at].Key);

        public override bool HasValue => true;

        public override ReadOnlySpan<byte> Value => System.Text.Encoding.UTF8.GetBytes(records[_at].Value);

        public override Headers? Headers => null;

        public override bool MoveNext() => ++_at < records.Count;
    }
}
