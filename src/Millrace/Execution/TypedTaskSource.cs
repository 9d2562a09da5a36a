using Millrace.Operators;

namespace Millrace.Execution;

/// <summary>An input partition whose types are known.</summary>
internal sealed class TaskSource<TKey, TValue>(
    StreamTask task,
    string topic,
    Consumed<TKey, TValue> consumed,
    Serde<TKey> keySerde,
    Serde<TValue> valueSerde,
    Operator<TKey, TValue> next) : TaskSource(task, topic, consumed.Errors)
{
    private readonly SerdeContext _keyContext = new(topic, IsKey: true);
    private readonly SerdeContext _valueContext = new(topic, IsKey: false);
    private Record<TKey, TValue> _head;

    public override void Process()
    {
        var head = _head;
        _head = default;
        Push(head);
    }

    /// <summary>Pushes a record through the operators as if it had been read.</summary>
    public void Push(in Record<TKey, TValue> record)
    {
        Task.Advance(this, record.Timestamp);
        next.Process(record);
    }

    protected override void Decode(RecordCursor cursor)
    {
        var key = cursor.HasKey ? keySerde.Deserialize(cursor.Key, _keyContext) : Null(keySerde, "key");
        var value = cursor.HasValue ? valueSerde.Deserialize(cursor.Value, _valueContext) : Null(valueSerde, "value");
        if (consumed.Validate?.Invoke(key, value) is { } rule)
        {
            throw new InvalidRecordException(rule);
        }

        HeadTimestamp = consumed.Timestamp is { } extract ? extract(key, value, cursor.Timestamp) : cursor.Timestamp;
        _head = new Record<TKey, TValue>(key, value, HeadTimestamp, cursor.Headers);
    }

    private static T Null<T>(Serde<T> serde, string what) =>
        serde.ReadsNull ? default! : throw new SerdeException($"The {what} is null and {typeof(T).Name} has no null; read the topic as {typeof(T).Name}?");
}
