namespace Millrace.Testing;

/// <summary>An output topic of a <see cref="TopologyTestDriver"/>. Each record is read once.</summary>
public sealed class TestOutputTopic<TKey, TValue>
{
    private readonly DriverTopic _topic;
    private readonly Serde<TKey> _keySerde;
    private readonly Serde<TValue> _valueSerde;
    private int _read;

    internal TestOutputTopic(DriverTopic topic, Serde<TKey> keySerde, Serde<TValue> valueSerde)
    {
        _topic = topic;
        _keySerde = keySerde;
        _valueSerde = valueSerde;
    }

    /// <summary>Whether everything has been read.</summary>
    public bool IsEmpty => _read == _topic.Records.Count;

    /// <summary>The next record.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Record<TKey, TValue> Read() =>
        IsEmpty ? throw new InvalidOperationException($"There are no more records in '{_topic.Topic}'; {_read} have been read.") : Decode(_topic.Records[_read++]);

    /// <summary>The records that have not been read yet.</summary>
    public IReadOnlyList<Record<TKey, TValue>> ReadAll()
    {
        var records = new List<Record<TKey, TValue>>();
        while (!IsEmpty)
        {
            records.Add(Read());
        }

        return records;
    }

    /// <summary>The values of the records that have not been read yet.</summary>
    public IReadOnlyList<TValue> ReadValues() => [.. ReadAll().Select(r => r.Value)];

    private Record<TKey, TValue> Decode(TestRecord record) => new(
        record.Key is null ? default! : _keySerde.Deserialize(record.Key, new SerdeContext(_topic.Topic, IsKey: true)),
        record.Value is null ? default! : _valueSerde.Deserialize(record.Value, new SerdeContext(_topic.Topic, IsKey: false)),
        record.Timestamp ?? 0,
        record.Headers);
}
