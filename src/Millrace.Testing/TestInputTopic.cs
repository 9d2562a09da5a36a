namespace Millrace.Testing;

/// <summary>An input topic of a <see cref="TopologyTestDriver"/>.</summary>
public sealed class TestInputTopic<TKey, TValue>
{
    private readonly TopologyTestDriver _driver;
    private readonly string _topic;
    private readonly Serde<TKey> _keySerde;
    private readonly Serde<TValue> _valueSerde;

    internal TestInputTopic(TopologyTestDriver driver, string topic, Serde<TKey> keySerde, Serde<TValue> valueSerde)
    {
        _driver = driver;
        _topic = topic;
        _keySerde = keySerde;
        _valueSerde = valueSerde;
    }

    /// <summary>Pipes a record in; when the call returns, the record has been processed and committed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">The record's timestamp; null for the driver's wall clock.</param>
    /// <param name="headers">The headers, or null.</param>
    public void Pipe(TKey key, TValue value, DateTimeOffset? timestamp = null, Headers? headers = null) =>
        _driver.Produce(_topic, key, value, (timestamp ?? _driver.Clock.GetUtcNow()).ToUnixTimeMilliseconds(), _keySerde, _valueSerde, headers);
}
