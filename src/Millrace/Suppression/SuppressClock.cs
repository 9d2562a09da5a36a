namespace Millrace.Suppression;

/// <summary>By which time a suppression lets go.</summary>
internal abstract class SuppressClock<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Moves the key's clock on and gives its time.</summary>
    public abstract long Advance(TKey key, long timestamp);

    /// <summary>The oldest of what waits by the key's clock; null if nothing does.</summary>
    public abstract BufferedChange<TKey, TValue>? Oldest(TKey key);

    public abstract void Add(BufferedChange<TKey, TValue> change);

    public abstract void Remove(BufferedChange<TKey, TValue> change);

    /// <summary>Forgets what waits and what time it is.</summary>
    public abstract void Clear();
}

/// <summary>Stream time: the highest timestamp of all updates.</summary>
internal sealed class StreamSuppressClock<TKey, TValue>(SuppressBuffer<TKey, TValue> buffer) : SuppressClock<TKey, TValue>
    where TKey : notnull
{
    public override long Advance(TKey key, long timestamp) => buffer.StreamTime = Math.Max(buffer.StreamTime, timestamp);

    public override BufferedChange<TKey, TValue>? Oldest(TKey key) => buffer.Oldest;

    public override void Add(BufferedChange<TKey, TValue> change)
    {
        // The buffer keeps the order itself.
    }

    public override void Remove(BufferedChange<TKey, TValue> change)
    {
    }

    public override void Clear()
    {
    }
}

/// <summary>
/// The time of the key, or of a part of the key. A clock is kept for as long as something waits by it: what is not in
/// the buffer needs no clock, and what waits tells after a restart what time it was.
/// </summary>
internal sealed class KeySuppressClock<TKey, TClockKey, TValue>(Func<TKey, TClockKey> clockKey) : SuppressClock<TKey, TValue>
    where TKey : notnull
    where TClockKey : notnull
{
    private readonly Dictionary<TClockKey, Waiting> _byKey = [];

    public override long Advance(TKey key, long timestamp) =>
        _byKey.TryGetValue(clockKey(key), out var waiting) ? waiting.Now = Math.Max(waiting.Now, timestamp) : timestamp;

    public override BufferedChange<TKey, TValue>? Oldest(TKey key) =>
        _byKey.TryGetValue(clockKey(key), out var waiting) ? waiting.Changes[0] : null;

    public override void Add(BufferedChange<TKey, TValue> change)
    {
        var key = clockKey(change.Key);
        if (!_byKey.TryGetValue(key, out var waiting))
        {
            _byKey[key] = waiting = new Waiting();
        }

        // Few wait for a key, and the newest is mostly the last: a list is the smallest order there is.
        var at = waiting.Changes.BinarySearch(change, BufferOrder<TKey, TValue>.Instance);
        waiting.Changes.Insert(~at, change);
        waiting.Now = Math.Max(waiting.Now, change.Timestamp);
    }

    public override void Remove(BufferedChange<TKey, TValue> change)
    {
        var key = clockKey(change.Key);
        var changes = _byKey[key].Changes;
        if (changes.Count == 1)
        {
            _byKey.Remove(key);
            return;
        }

        changes.RemoveAt(changes.BinarySearch(change, BufferOrder<TKey, TValue>.Instance));
    }

    public override void Clear() => _byKey.Clear();

    private sealed class Waiting
    {
        public List<BufferedChange<TKey, TValue>> Changes { get; } = new(1);

        public long Now { get; set; } = long.MinValue;
    }
}
