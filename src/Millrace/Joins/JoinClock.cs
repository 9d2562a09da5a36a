using Millrace.State;

namespace Millrace.Joins;

/// <summary>What time it is for a join: the highest timestamp on either side.</summary>
internal abstract class JoinClock<TKey>
{
    /// <summary>Takes a record's timestamp, whatever becomes of the record, and gives the time.</summary>
    public abstract long Advance(TKey key, long timestamp);
}

/// <summary>One time for all keys, kept with the left side's records.</summary>
internal sealed class StreamJoinClock<TKey, TLeft, TRight>(WindowStore<TKey, TLeft> left, WindowStore<TKey, TRight> right) : JoinClock<TKey>
    where TKey : notnull
{
    public override long Advance(TKey key, long timestamp)
    {
        // A store that was rebuilt from its changelog knows the highest timestamp of its own side.
        var time = Math.Max(timestamp, Math.Max(left.Time, right.Time));
        if (time > left.Time)
        {
            left.Time = time;
        }

        return time;
    }
}

/// <summary>A time for each key, in a store of its own.</summary>
internal sealed class KeyJoinClock<TKey>(KeyValueStore<TKey, long> clocks) : JoinClock<TKey>
    where TKey : notnull
{
    public override long Advance(TKey key, long timestamp)
    {
        if (key is null)
        {
            return timestamp;
        }

        if (clocks.TryGet(key, out var time) && time >= timestamp)
        {
            return time;
        }

        clocks.Put(key, timestamp);
        return timestamp;
    }
}
