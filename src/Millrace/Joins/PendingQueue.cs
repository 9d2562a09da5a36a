namespace Millrace.Joins;

/// <summary>Finds the pending records whose window and grace are over.</summary>
internal abstract class PendingQueue<TKey, TLeft, TRight>(JoinWindows windows)
    where TKey : notnull
{
    public abstract void Add(PendingRecord<TKey, TLeft, TRight> record);

    public abstract void Remove(PendingRecord<TKey, TLeft, TRight> record);

    public abstract void Clear();

    /// <summary>The first record that is over at a time: of all keys, or of the one if each key has its own time.</summary>
    public abstract PendingRecord<TKey, TLeft, TRight>? FirstOver(TKey key, long time);

    protected bool IsOver(PendingRecord<TKey, TLeft, TRight> record, long time) =>
        record.Timestamp + (record.IsLeft ? windows.AfterMs : windows.BeforeMs) + windows.GraceMs < time;
}

/// <summary>By one time for all keys. Either side's records become over in the order of their time.</summary>
internal sealed class StreamPendingQueue<TKey, TLeft, TRight>(JoinWindows windows, PendingOrder<TKey, TLeft, TRight> order)
    : PendingQueue<TKey, TLeft, TRight>(windows)
    where TKey : notnull
{
    private readonly SortedSet<PendingRecord<TKey, TLeft, TRight>> _left = new(order);
    private readonly SortedSet<PendingRecord<TKey, TLeft, TRight>> _right = new(order);

    /// <summary>The last of all; null if there is none.</summary>
    public PendingRecord<TKey, TLeft, TRight>? Last => Later(_left.Max, _right.Max);

    public override void Add(PendingRecord<TKey, TLeft, TRight> record) => Side(record).Add(record);

    public override void Remove(PendingRecord<TKey, TLeft, TRight> record) => Side(record).Remove(record);

    public override void Clear()
    {
        _left.Clear();
        _right.Clear();
    }

    public override PendingRecord<TKey, TLeft, TRight>? FirstOver(TKey key, long time)
    {
        var left = _left.Min is { } l && IsOver(l, time) ? l : null;
        var right = _right.Min is { } r && IsOver(r, time) ? r : null;
        return left is null || right is null ? left ?? right : order.Compare(left, right) < 0 ? left : right;
    }

    /// <summary>
    /// The timestamp behind which Kafka Streams stops to look when both sides have records that are not over: that of the
    /// one after the later of the two firsts. Null if a side has none, or if no other comes after.
    /// </summary>
    public long? Behind()
    {
        if (_left.Min is not { } left || _right.Min is not { } right)
        {
            return null;
        }

        var later = Later(left, right)!;
        if (later.Count > 1)
        {
            return later.Timestamp;
        }

        var next = After(_left, later) is var l && After(_right, later) is var r && (l is null || r is null) ? l ?? r
            : order.Compare(l, r) < 0 ? l : r;
        return (next ?? later).Timestamp;
    }

    private PendingRecord<TKey, TLeft, TRight>? Later(PendingRecord<TKey, TLeft, TRight>? a, PendingRecord<TKey, TLeft, TRight>? b) =>
        a is null || b is null ? a ?? b : order.Compare(a, b) > 0 ? a : b;

    private PendingRecord<TKey, TLeft, TRight>? After(SortedSet<PendingRecord<TKey, TLeft, TRight>> side, PendingRecord<TKey, TLeft, TRight> record) =>
        side.Max is { } last && order.Compare(last, record) > 0
            ? side.GetViewBetween(record, last).FirstOrDefault(r => !ReferenceEquals(r, record))
            : null;

    private SortedSet<PendingRecord<TKey, TLeft, TRight>> Side(PendingRecord<TKey, TLeft, TRight> record) => record.IsLeft ? _left : _right;
}

/// <summary>By a time for each key. Few records of a key are pending, so that a list in order is the smallest there is.</summary>
internal sealed class KeyPendingQueue<TKey, TLeft, TRight>(JoinWindows windows, PendingOrder<TKey, TLeft, TRight> order)
    : PendingQueue<TKey, TLeft, TRight>(windows)
    where TKey : notnull
{
    private readonly Dictionary<TKey, List<PendingRecord<TKey, TLeft, TRight>>> _keys = new(State.ByteArrayComparer.For<TKey>());

    public override void Add(PendingRecord<TKey, TLeft, TRight> record)
    {
        if (!_keys.TryGetValue(record.Key, out var records))
        {
            _keys.Add(record.Key, records = new(1));
        }

        records.Insert(~records.BinarySearch(record, order), record);
    }

    public override void Remove(PendingRecord<TKey, TLeft, TRight> record)
    {
        var records = _keys[record.Key];
        records.Remove(record);
        if (records.Count == 0)
        {
            _keys.Remove(record.Key);
        }
    }

    public override void Clear() => _keys.Clear();

    public override PendingRecord<TKey, TLeft, TRight>? FirstOver(TKey key, long time) =>
        _keys.TryGetValue(key, out var records) ? records.Find(r => IsOver(r, time)) : null;
}
