using System.Text;

namespace Millrace.Kafka;

/// <summary>How a cluster is reached.</summary>
public sealed record KafkaClientOptions
{
    /// <summary>The brokers to ask first, as <c>host:port,host:port</c>.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>
    /// Further librdkafka settings, above all those of security. They win over Millrace's own defaults, but not over
    /// what an options record says. An unknown name or a wrong value is refused when the first client is created.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The name under which the broker logs this client.</summary>
    public string ClientId { get; init; } = "millrace";

    /// <summary>Lists the settings, with secrets as <c>***</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("bootstrap.servers=").Append(BootstrapServers).Append(", client.id=").Append(ClientId);
        foreach (var (name, value) in Settings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            text.Append(", ").Append(name).Append('=').Append(SecretSettings.Redact(name, value));
        }

        return text.ToString();
    }
}
