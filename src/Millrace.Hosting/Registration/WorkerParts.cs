using Millrace.Kafka;
using Millrace.SchemaRegistry;
using Millrace.State;

namespace Millrace.Hosting;

/// <summary>Makes the parts of a worker from its options.</summary>
internal static class WorkerParts
{
    public static KafkaWorkerOptions Options(MillraceOptions options, TimeProvider clock, IStateBackendProvider? state)
    {
        var worker = new KafkaWorkerOptions
        {
            Client = options.Client,
            Guarantee = options.Guarantee,
            CommitInterval = options.CommitInterval,
            Emit = options.Emit,
            Threads = options.Threads,
            InstanceId = options.InstanceId,
            StopTimeout = options.StopTimeout,
            SessionTimeout = options.SessionTimeout,

            // A transaction is open from one commit to the next, and has to outlive that.
            TransactionTimeout = options.CommitInterval + new KafkaWorkerOptions { Client = options.Client }.TransactionTimeout,
            ReplicationFactor = options.ReplicationFactor,
            Clock = clock,
        };
        return state is null ? worker : worker with { State = state };
    }

    public static SchemaRegistryOptions Registry(SchemaRegistrySettings settings)
    {
        var options = SchemaRegistryOptions.Parse(settings.Url);
        if (settings.BasicAuth.Split(':', 2) is [{ Length: > 0 } user, var password])
            options = options with { Credentials = new BasicCredentials(user, password) };
        if (settings.BearerTokenFile.Length > 0)
            options = options with { BearerToken = SchemaRegistryOptions.TokenOfFile(settings.BearerTokenFile) };
        return settings.CertificateAuthorityFile.Length > 0 ? options with { CertificateAuthorityFile = settings.CertificateAuthorityFile } : options;
    }

    public static TopologyGraph Graph(MillraceOptions options, IEnumerable<Topology> topologies, ISerdeProvider serdes)
    {
        var defaults = new StreamsDefaults
        {
            Errors = new ErrorHandling { DeadLetterTopic = options.DeadLetterTopic is "" ? null : options.DeadLetterTopic },
            InvalidTimestamps = options.InvalidTimestamps,
        };
        var builder = new StreamsBuilder(options.Optimization, defaults);
        foreach (var topology in topologies)
            builder.Add(topology);
        return builder.Build(options.ApplicationId, serdes);
    }
}
