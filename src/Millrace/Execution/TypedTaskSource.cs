using Millrace.Operators;

namespace Millrace.Execution;

/// <summary>An input partition whose types are known.</summary>
internal sealed class TaskSource<TKey, TValue>(
    StreamTask task,
    string topic,
    Consumed<TKey, TValue> consumed,
    SourceRules rules,
    Serde<TKey> keySerde,
    Serde<TValue> valueSerde,
    Operator<TKey, TValue> next) : TaskSource(task, topic, rules.Errors)
{
    private readonly SerdeContext _keyContext = new(topic, IsKey: true);
    private readonly SerdeContext _valueContext = new(topic, IsKey: false);
    private Record<TKey, TValue> _head;
    private long _now = long.MinValue / 2;

    public override void Process()
    {
        var head = _head;
        _head = default;
        PartitionTime = Math.Max(PartitionTime, head.Timestamp);
        Push(head);
    }

    /// <summary>Pushes a record through the operators as if it had been read.</summary>
    public void Push(in Record<TKey, TValue> record)
    {
        Task.Advance(this, record.Timestamp);
        next.Process(record);
    }

    protected override bool Decode(RecordCursor cursor)
    {
        var key = cursor.HasKey ? keySerde.Deserialize(cursor.Key, _keyContext) : Null(keySerde, "key");
        var value = cursor.HasValue ? valueSerde.Deserialize(cursor.Value, _valueContext) : Null(valueSerde, "value");
        if (consumed.Validate?.Invoke(key, value) is { } rule)
        {
            throw new InvalidRecordException(rule);
        }

        var timestamp = consumed.Timestamp is { } extract ? extract(key, value, cursor.Timestamp, PartitionTime) : cursor.Timestamp;
        if (timestamp < 0 && rules.InvalidTimestamps != InvalidTimestamps.Accept)
        {
            if (rules.InvalidTimestamps == InvalidTimestamps.Skip)
            {
                LeftOutBecause = "It has no timestamp.";
                return false;
            }

            timestamp = Mend(timestamp);
        }

        if (rules.Future is { } future && IsAhead(timestamp, future))
        {
            switch (future.Reaction)
            {
                case FutureReaction.Clamp:
                    timestamp = _now;
                    break;
                case FutureReaction.Drop:
                    LeftOutBecause = AheadOfTheClock(timestamp);
                    return false;
                default:
                    throw new InvalidRecordException(AheadOfTheClock(timestamp));
            }
        }

        HeadTimestamp = timestamp;
        _head = new Record<TKey, TValue>(key, value, timestamp, cursor.Headers);
        return true;
    }

    /// <summary>The clock is looked at only for a timestamp that was ahead of it when it was looked at last.</summary>
    private bool IsAhead(long timestamp, FutureTimestamps future)
    {
        if (timestamp <= _now + future.AfterMs)
        {
            return false;
        }

        _now = Task.Environment.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        return timestamp > _now + future.AfterMs;
    }

    private string AheadOfTheClock(long timestamp) => $"its timestamp {timestamp} is {timestamp - _now} ms ahead of the clock, and {rules.Future!.AfterMs} are allowed";

    private long Mend(long timestamp) => rules.InvalidTimestamps == InvalidTimestamps.Fail
        ? throw new InvalidRecordException($"its timestamp is {timestamp}, which says that it has none")
        : PartitionTime >= 0
            ? PartitionTime
            : throw new InvalidRecordException($"its timestamp is {timestamp}, and its partition has none yet that could be taken instead");

    private static T Null<T>(Serde<T> serde, string what) =>
        serde.ReadsNull ? default! : throw new SerdeException($"The {what} is null and {typeof(T).Name} has no null; read the topic as {typeof(T).Name}?");
}

/// <summary>What becomes of a source's records that are not as they should be, its own words and the application's put together.</summary>
internal sealed record SourceRules(ErrorHandling Errors, InvalidTimestamps InvalidTimestamps, FutureTimestamps? Future = null);
