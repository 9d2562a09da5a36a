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

    /// <summary>Reads what has not been read yet and expects these keys and values, in this order.</summary>
    /// <exception cref="ExpectationException">It is something else; the message shows the difference record by record.</exception>
    public void Expect(params IEnumerable<(TKey Key, TValue Value)> records) => RecordDifference.Check(
        _topic.Topic,
        [.. records],
        [.. ReadAll().Select(r => (r.Key, r.Value))],
        static (a, b) => Shown.Same(a.Key, b.Key) && Shown.Same(a.Value, b.Value),
        static r => $"{Shown.Text(r.Key)}: {Shown.Text(r.Value)}");

    /// <summary>The same with timestamps, and with headers where a record names some.</summary>
    /// <exception cref="ExpectationException">It is something else; the message shows the difference record by record.</exception>
    public void Expect(params IEnumerable<Record<TKey, TValue>> records) => RecordDifference.Check(
        _topic.Topic,
        [.. records],
        ReadAll(),
        static (a, b) => Shown.Same(a.Key, b.Key) && Shown.Same(a.Value, b.Value) && a.Timestamp == b.Timestamp && SameHeaders(a.Headers, b.Headers),
        static r => $"{Shown.Text(r.Key)}: {Shown.Text(r.Value)} at {Shown.Time(r.Timestamp)}"
            + string.Concat((r.Headers ?? []).Select(h => $" {h.Name}={h.Text ?? "null"}")));

    /// <summary>The same of the values alone.</summary>
    /// <exception cref="ExpectationException">It is something else; the message shows the difference record by record.</exception>
    public void ExpectValues(params IEnumerable<TValue> values) =>
        RecordDifference.Check(_topic.Topic, [.. values], ReadValues(), static (a, b) => Shown.Same(a, b), static v => Shown.Text(v));

    /// <summary>Expects that there is nothing that has not been read.</summary>
    /// <exception cref="ExpectationException">There is; the message shows it.</exception>
    public void ExpectNothing() => Expect(Array.Empty<(TKey, TValue)>());

    private static bool SameHeaders(Headers? expected, Headers? found) => expected is null
        || expected.Select(h => (h.Name, h.Text)).SequenceEqual((found ?? []).Select(h => (h.Name, h.Text)));

    private Record<TKey, TValue> Decode(TestRecord record) => new(
        record.Key is null ? default! : _keySerde.Deserialize(record.Key, new SerdeContext(_topic.Topic, IsKey: true)),
        record.Value is null ? default! : _valueSerde.Deserialize(record.Value, new SerdeContext(_topic.Topic, IsKey: false)),
        record.Timestamp ?? 0,
        record.Headers);
}
