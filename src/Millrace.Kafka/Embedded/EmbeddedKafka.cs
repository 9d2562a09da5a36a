using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.Kafka.Native;

namespace Millrace.Kafka;

/// <summary>
/// A Kafka cluster inside this process, for demonstrations and tests: librdkafka's mock cluster, which speaks the real
/// protocol on a port of this machine.
/// </summary>
/// <remarks>
/// It keeps about 5 MB or 100,000 batches a partition and then forgets the oldest; nothing survives the process. It
/// knows no compaction, no topic settings, no retention by time and no security. Its transactions are a show: what one
/// wrote is seen at once and stays when it is aborted, its offsets are forgotten, and nobody is fenced. So let workers
/// run at-least-once on it. <c>docs/operations/embedded-kafka.md</c> says more.
/// </remarks>
public sealed class EmbeddedKafka : IDisposable
{
    private static readonly ConcurrentDictionary<string, EmbeddedKafka> Running = new(StringComparer.Ordinal);
    private readonly ClientHandle _client;
    private readonly ConcurrentDictionary<string, int> _topics = new(StringComparer.Ordinal);
    private nint _cluster;

    private EmbeddedKafka(ClientHandle client, nint cluster)
    {
        _client = client;
        _cluster = cluster;
        BootstrapServers = LibRdKafka.MockBootstraps(cluster);
        Options = new KafkaClientOptions { BootstrapServers = BootstrapServers };
    }

    /// <summary>Its brokers, as <c>host:port,host:port</c>.</summary>
    public string BootstrapServers { get; }

    /// <summary>How clients reach it.</summary>
    public KafkaClientOptions Options { get; }

    /// <summary>The topics created by <see cref="CreateTopic"/> with their partition counts.</summary>
    public IReadOnlyDictionary<string, int> Topics => _topics;

    /// <summary>Starts a cluster.</summary>
    /// <param name="topics">The topics to begin with; settings are ignored, and 1 partition is made where none is said.</param>
    /// <param name="brokers">How many brokers, from 1.</param>
    /// <param name="loggers">Where its log lines go; nowhere if null.</param>
    /// <exception cref="NativeLibraryMissingException">librdkafka is not there.</exception>
    public static EmbeddedKafka Start(IEnumerable<TopicSpecification>? topics = null, int brokers = 1, ILoggerFactory? loggers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(brokers, 1);
        var log = new ClientLog((loggers ?? NullLoggerFactory.Instance).CreateLogger("Millrace.Kafka.Embedded"));

        // The client only lends its threads; the address is never called.
        var host = new KafkaClientOptions { BootstrapServers = "127.0.0.1:1" };
        var client = new ClientConfiguration(host).ApplyUserSettings().Set("bootstrap.servers", "").Create(LibRdKafka.TypeProducer, events: 0, log);
        var cluster = LibRdKafka.MockClusterNew(client, brokers);
        if (cluster == 0)
        {
            client.Dispose();
            throw new KafkaFatalException("The embedded Kafka cluster cannot be started: no port could be opened.");
        }

        // The three seconds of a broker are there for members of a large group to come together.
        LibRdKafka.MockRebalanceDelay(cluster, 0);
        var embedded = new EmbeddedKafka(client, cluster);
        Running[embedded.BootstrapServers] = embedded;
        foreach (var topic in topics ?? [])
            embedded.CreateTopic(topic.Name, topic.Partitions ?? 1);
        return embedded;
    }

    /// <summary>The running cluster that these servers belong to, if it is one of this process.</summary>
    public static bool TryFind(string bootstrapServers, [NotNullWhen(true)] out EmbeddedKafka? embedded) =>
        Running.TryGetValue(bootstrapServers, out embedded);

    /// <summary>Creates a topic; false if it is there already.</summary>
    public bool CreateTopic(string name, int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        if (!_topics.TryAdd(name, partitions))
            return false;
        var code = LibRdKafka.MockTopicCreate(Cluster, name, partitions, replicas: 1);
        return code == 0 ? true : throw KafkaErrors.Create(code, $"Topic '{name}' cannot be created");
    }

    /// <summary>Deletes a topic; false if there was none.</summary>
    public bool DeleteTopic(string name) => _topics.TryRemove(name, out _) && LibRdKafka.MockTopicDelete(Cluster, name) == 0;

    /// <summary>Takes a broker away, or brings it back.</summary>
    internal void SetUp(int broker, bool up)
    {
        var code = up ? LibRdKafka.MockBrokerUp(Cluster, broker) : LibRdKafka.MockBrokerDown(Cluster, broker);
        if (code != 0)
            throw KafkaErrors.Create(code, $"Broker {broker} cannot be changed");
    }

    /// <summary>Lets the next requests of a kind fail, one for each code.</summary>
    internal unsafe void FailNext(short apiKey, params int[] codes)
    {
        fixed (int* first = codes)
            LibRdKafka.MockPushErrors(Cluster, apiKey, (nuint)codes.Length, first);
    }

    /// <summary>Stops it. Dispose of its clients first.</summary>
    public void Dispose()
    {
        if (_cluster == 0)
            return;
        Running.TryRemove(BootstrapServers, out _);
        LibRdKafka.MockClusterDestroy(_cluster);
        _cluster = 0;
        _client.Dispose();
    }

    private nint Cluster
    {
        get
        {
            ObjectDisposedException.ThrowIf(_cluster == 0, this);
            return _cluster;
        }
    }
}
