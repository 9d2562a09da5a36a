using Millrace.Kafka;

namespace Millrace.Hosting;

/// <summary>
/// What a worker is told by its configuration: section <c>Millrace</c> of appsettings, environment variables such as
/// <c>Millrace__BootstrapServers</c>, and the command line (<c>--Millrace:BootstrapServers</c>).
/// </summary>
public sealed record MillraceOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Millrace";

    /// <summary>
    /// The application's id: its consumer group, and the beginning of the names of its internal topics and transactional
    /// ids. By default the name of the program in lower case.
    /// </summary>
    public string ApplicationId { get; init; } = "";

    /// <summary>The brokers to ask first, as <c>host:port,host:port</c>; <c>localhost:9092</c> by default.</summary>
    public string BootstrapServers { get; init; } = "localhost:9092";

    /// <summary>The schema registry.</summary>
    public SchemaRegistrySettings SchemaRegistry { get; init; } = new();

    /// <summary>
    /// The folder that holds the tasks' state; by default <c>millrace/APPLICATION/INSTANCE</c> below the platform's folder
    /// for data (on Linux <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>). Two workers never share one.
    /// </summary>
    public string StateDirectory { get; init; } = "";

    /// <summary>What becomes of results when the worker fails; <see cref="ProcessingGuarantee.ExactlyOnce"/> by default.</summary>
    public ProcessingGuarantee Guarantee { get; init; } = ProcessingGuarantee.ExactlyOnce;

    /// <summary>How often progress is committed; 100 ms by default.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// When results of tables and windows go downstream where the topology does not say it: with each commit (the
    /// default) or with each update.
    /// </summary>
    public EmitStrategy Emit { get; init; } = EmitStrategy.OnCommit;

    /// <summary>
    /// What may be done differently from what the topologies say, with the same results; nothing by default. Changing it
    /// changes which internal topics there are.
    /// </summary>
    public TopologyOptimization Optimization { get; init; }

    /// <summary>
    /// Where records go that cannot be read or processed, of sources that say nothing else themselves; none by default,
    /// so that the worker fails.
    /// </summary>
    public string DeadLetterTopic { get; init; } = "";

    /// <summary>What becomes of records whose timestamp is negative, of sources that say nothing else themselves; by default they cannot be read.</summary>
    public InvalidTimestamps InvalidTimestamps { get; init; } = InvalidTimestamps.Fail;

    /// <summary>How many threads share the tasks; 1 by default.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// The worker's lasting name, unique among the workers of the application; by default machine and application. Two
    /// workers of one application on one machine need one each.
    /// </summary>
    public string InstanceId { get; init; } = "";

    /// <summary>How long a stop may take; 20 s by default. It is less than the host's own limit (30 s by default).</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After how long without a sign of life the group gives the partitions to others; 45 s by default.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How many replicas internal topics are created with; null (the default) for the broker's default.</summary>
    public short? ReplicationFactor { get; init; }

    /// <summary>Further settings of the Kafka client by librdkafka's names, above all those of security.</summary>
    public IReadOnlyDictionary<string, string> Kafka { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the worker tells how it is.</summary>
    public HealthSettings Health { get; init; } = new();

    /// <summary>The client's part. Printing it hides secrets.</summary>
    public KafkaClientOptions Client => new() { BootstrapServers = BootstrapServers, ClientId = InstanceId is "" ? "millrace" : InstanceId, Settings = Kafka };

    /// <inheritdoc/>
    public override string ToString() =>
        $"ApplicationId={ApplicationId}, InstanceId={InstanceId}, {Client}, SchemaRegistry={SchemaRegistry}, StateDirectory={StateDirectory}, "
        + $"Guarantee={Guarantee}, CommitInterval={CommitInterval:c}, Threads={Threads}";
}

/// <summary>How the schema registry is reached; section <c>Millrace:SchemaRegistry</c>.</summary>
public sealed record SchemaRegistrySettings
{
    /// <summary>One or more addresses, separated by commas; empty where no record type needs a registry.</summary>
    public string Url { get; init; } = "";

    /// <summary>User and password for HTTP basic authentication, as <c>user:password</c>; empty for none.</summary>
    public string BasicAuth { get; init; } = "";

    /// <summary>A file with a bearer token, read for each request; empty for none.</summary>
    public string BearerTokenFile { get; init; } = "";

    /// <summary>A PEM file with the authorities to trust instead of the system's, for HTTPS; empty for the system's.</summary>
    public string CertificateAuthorityFile { get; init; } = "";

    /// <summary>
    /// Whether a schema that the registry does not know under its subject is registered by the worker; true by default,
    /// as with Confluent's serializers. Turn it off where schemas are registered by a pipeline.
    /// </summary>
    public bool AutoRegister { get; init; } = true;

    /// <summary>
    /// Whether the worker refuses to start where a record cannot read all that is registered for its topics and its state;
    /// true by default. With false such records become dead letters when they come.
    /// </summary>
    public bool VerifyReads { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => Url;
}

/// <summary>Where the worker tells how it is; section <c>Millrace:Health</c>.</summary>
public sealed record HealthSettings
{
    /// <summary>
    /// The port of <c>/healthz/live</c> and <c>/healthz/ready</c>; 0 for any free one (the log says which), null (the
    /// default) for none.
    /// </summary>
    public int? Port { get; init; }

    /// <summary>The address to listen at; <c>*</c>, all of them, by default.</summary>
    public string Host { get; init; } = "*";

    /// <summary>After how long without going through its tasks a thread is stuck, and the worker not alive; 1 minute by default.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(1);
}
