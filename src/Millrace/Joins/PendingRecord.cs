using Millrace.State;

namespace Millrace.Joins;

/// <summary>Records of one side, key and timestamp that have no partner yet.</summary>
internal sealed class PendingRecord<TKey, TLeft, TRight>(TKey key, long timestamp, bool isLeft)
{
    public TKey Key => key;

    public long Timestamp => timestamp;

    public bool IsLeft => isLeft;

    /// <summary>The values on the left, in order of arrival; empty for a record of the right side.</summary>
    public List<TLeft> Lefts { get; } = isLeft ? new(1) : [];

    public List<TRight> Rights { get; } = isLeft ? [] : new(1);

    public int Count => isLeft ? Lefts.Count : Rights.Count;

    /// <summary>False once a partner was found, or it was emitted without.</summary>
    public bool Waits { get; set; } = true;

    public bool IsStored { get; set; }

    public bool IsChanged { get; set; }

    /// <summary>The time of the record that changed it last.</summary>
    public long ChangedAt { get; set; }

    /// <summary>The key's bytes, where somebody has asked for them.</summary>
    public byte[]? KeyBytes { get; set; }
}

/// <summary>In order of time, then right before left, then of the keys' bytes: that of Kafka Streams' store.</summary>
internal sealed class PendingOrder<TKey, TLeft, TRight>(Func<PendingRecord<TKey, TLeft, TRight>, byte[]> bytes) : IComparer<PendingRecord<TKey, TLeft, TRight>>
{
    public int Compare(PendingRecord<TKey, TLeft, TRight>? x, PendingRecord<TKey, TLeft, TRight>? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        var byTime = x!.Timestamp.CompareTo(y!.Timestamp);
        var bySide = byTime != 0 ? byTime : x.IsLeft.CompareTo(y.IsLeft);
        return bySide != 0 ? bySide : ByteArrayComparer.Instance.Compare(bytes(x), bytes(y));
    }
}
