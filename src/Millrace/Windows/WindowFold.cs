namespace Millrace.Windows;

/// <summary>How a window's aggregate comes of its records, whatever the windows.</summary>
internal abstract class WindowFold<TKey, TValue, TAggregate>
{
    /// <summary>What a window begins with; false if with nothing.</summary>
    public abstract bool TryBegin(out TAggregate? aggregate);

    /// <summary>The aggregate with one more record; null deletes the window.</summary>
    public abstract TAggregate Add(TKey key, TValue value, TAggregate? aggregate, bool exists);
}

/// <summary>An aggregate of another type than the records.</summary>
internal sealed class WindowAggregate<TKey, TValue, TAggregate>(Func<TAggregate> initializer, Func<TKey, TValue, TAggregate, TAggregate> aggregator)
    : WindowFold<TKey, TValue, TAggregate>
{
    public override bool TryBegin(out TAggregate? aggregate)
    {
        aggregate = initializer();
        return aggregate is not null;
    }

    public override TAggregate Add(TKey key, TValue value, TAggregate? aggregate, bool exists) => aggregator(key, value, aggregate!);
}

/// <summary>An aggregate of the records' own type, which begins with the first of them.</summary>
internal sealed class WindowReduction<TKey, TValue>(Func<TValue, TValue, TValue> reducer) : WindowFold<TKey, TValue, TValue>
{
    public override bool TryBegin(out TValue? aggregate)
    {
        aggregate = default;
        return false;
    }

    public override TValue Add(TKey key, TValue value, TValue? aggregate, bool exists) => exists ? reducer(aggregate!, value) : value;
}
