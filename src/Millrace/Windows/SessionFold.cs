namespace Millrace.Windows;

/// <summary>Makes one aggregate of the sessions that a record joins, and of the record.</summary>
internal abstract class SessionFold<TKey, TValue, TAggregate>
{
    /// <summary>Gives the aggregate; null deletes the session.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="value">The record's value, which may be null.</param>
    /// <param name="sessions">The sessions by end, then by start.</param>
    public abstract TAggregate Fold(TKey key, TValue value, IReadOnlyList<KeyValuePair<Windowed<TKey>, TAggregate>> sessions);
}

/// <summary>From the initializer's value through the merger to the aggregator.</summary>
internal sealed class AggregateSessionFold<TKey, TValue, TAggregate>(
    Func<TAggregate> initializer, Func<TKey, TValue, TAggregate, TAggregate> aggregator, Func<TKey, TAggregate, TAggregate, TAggregate> merger)
    : SessionFold<TKey, TValue, TAggregate>
{
    public override TAggregate Fold(TKey key, TValue value, IReadOnlyList<KeyValuePair<Windowed<TKey>, TAggregate>> sessions)
    {
        var aggregate = initializer();
        for (var i = 0; i < sessions.Count; i++)
        {
            aggregate = merger(key, aggregate, sessions[i].Value);
        }

        return aggregator(key, value, aggregate);
    }
}

/// <summary>The reducer both merges and aggregates, and there is nothing to begin with.</summary>
internal sealed class ReduceSessionFold<TKey, TValue>(Func<TValue, TValue, TValue> reducer) : SessionFold<TKey, TValue, TValue>
{
    public override TValue Fold(TKey key, TValue value, IReadOnlyList<KeyValuePair<Windowed<TKey>, TValue>> sessions)
    {
        var (aggregate, began) = (default(TValue), false);
        for (var i = 0; i < sessions.Count; i++)
        {
            aggregate = began ? reducer(aggregate!, sessions[i].Value) : sessions[i].Value;
            began = aggregate is not null;
        }

        return began ? reducer(aggregate!, value) : value;
    }
}
