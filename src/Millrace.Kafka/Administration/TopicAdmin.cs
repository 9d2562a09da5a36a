using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Millrace.Kafka;

/// <summary>Opens the administration of a cluster.</summary>
public static class TopicAdmin
{
    /// <summary>Opens the administration of a cluster, be it an <see cref="EmbeddedKafka"/> of this process or a real one.</summary>
    /// <param name="options">The cluster.</param>
    /// <param name="loggers">Where the client's log lines go; nowhere if null.</param>
    /// <exception cref="KafkaConfigurationException">A setting is unknown or wrong.</exception>
    /// <exception cref="NativeLibraryMissingException">librdkafka is not there.</exception>
    public static ITopicAdmin Create(KafkaClientOptions options, ILoggerFactory? loggers = null) =>
        EmbeddedKafka.TryFind(options.BootstrapServers, out var embedded)
            ? new EmbeddedTopicAdmin(embedded)
            : new ClusterTopicAdmin(options, (loggers ?? NullLoggerFactory.Instance).CreateLogger("Millrace.Kafka.Admin"));
}
