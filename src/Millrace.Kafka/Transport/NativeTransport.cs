using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.Kafka.Native;

namespace Millrace.Kafka;

/// <summary>The data plane on librdkafka: it owns its clients and reads and writes their memory.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="loggers">Where librdkafka's log lines go, under <c>Millrace.Kafka.Client</c>; nowhere if null.</param>
public sealed class NativeTransport(KafkaClientOptions cluster, ILoggerFactory? loggers = null) : IKafkaTransport
{
    private const double HeartbeatMs = 3000;
    private const int FetchWaitMs = 500;
    private const int ShortFetchWaitMs = 50;
    private const int QueueKilobytes = 16 * 1024;
    private const int BulkQueueKilobytes = 32 * 1024;
    private const int BulkFetchBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan EmbeddedSessionTimeout = TimeSpan.FromSeconds(3);
    private readonly ClientLog _log = new((loggers ?? NullLoggerFactory.Instance).CreateLogger("Millrace.Kafka.Client"));

    /// <summary>librdkafka's version.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not there.</exception>
    public static string LibraryVersion
    {
        get
        {
            LibRdKafka.Load();
            return LibRdKafka.Version;
        }
    }

    /// <summary>The embedded cluster does not answer a waiting fetch when a record comes, but when its time is over.</summary>
    private bool IsEmbedded => EmbeddedKafka.TryFind(cluster.BootstrapServers, out _);

    /// <inheritdoc/>
    public IGroupMember CreateMember(GroupMemberOptions options, IRebalanceListener listener)
    {
        var configuration = Reading(options.Isolation, options.Reset)
            .Set("queued.max.messages.kbytes", QueueKilobytes)
            .Set("fetch.wait.max.ms", IsEmbedded ? ShortFetchWaitMs : FetchWaitMs)
            .ApplyUserSettings()
            .Set("enable.auto.commit", "false")
            .Set("enable.auto.offset.store", "false")
            .Set("enable.partition.eof", "true")
            .Set("group.id", options.GroupId)
            .Set("max.poll.interval.ms", options.MaxPollInterval);
        if (options.InstanceId is { } instance)
            configuration.Set("group.instance.id", instance);
        if (options.Protocol == GroupProtocol.Consumer)
            configuration.Set("group.protocol", "consumer").Set("group.remote.assignor", "range");
        else
            SetClassic(configuration, options.SessionTimeout);

        const int Events = LibRdKafka.EventRebalance | LibRdKafka.EventError | LibRdKafka.EventOffsetCommit;
        return new NativeGroupMember(configuration.Create(LibRdKafka.TypeConsumer, Events, _log), options.GroupId, listener);
    }

    /// <inheritdoc/>
    public IPartitionReader CreateReader(PartitionReaderOptions options)
    {
        // A fetch that waits at a partition's end holds up every question behind it, and the news that it is the end.
        var configuration = Reading(options.Isolation, options.Reset)
            .Set("queued.max.messages.kbytes", options.Bulk ? BulkQueueKilobytes : QueueKilobytes)
            .Set("fetch.wait.max.ms", ShortFetchWaitMs);
        if (options.Bulk)
            configuration.Set("max.partition.fetch.bytes", BulkFetchBytes).Set("queued.min.messages", 1_000_000);
        configuration.ApplyUserSettings().Set("enable.partition.eof", options.DetectEnd ? "true" : "false");
        return new NativePartitionReader(configuration.Create(LibRdKafka.TypeConsumer, LibRdKafka.EventError, _log));
    }

    /// <inheritdoc/>
    public IRecordSink CreateSink(RecordSinkOptions options)
    {
        var configuration = new ClientConfiguration(cluster)
            .Set("linger.ms", options.Linger)
            .Set("queue.buffering.max.messages", 500_000)
            .Set("queue.buffering.max.kbytes", 64 * 1024)
            .ApplyUserSettings()
            .Set("enable.idempotence", "true")
            .Set("message.timeout.ms", options.DeliveryTimeout);
        if (options.TransactionalId is { } id)
        {
            var timeout = options.DeliveryTimeout < options.TransactionTimeout ? options.DeliveryTimeout : options.TransactionTimeout;
            configuration
                .Set("transactional.id", id)
                .Set("transaction.timeout.ms", options.TransactionTimeout)
                .Set("message.timeout.ms", timeout);
        }

        const int Events = LibRdKafka.EventDeliveryReport | LibRdKafka.EventError;
        return new NativeRecordSink(configuration.Create(LibRdKafka.TypeProducer, Events, _log), options);
    }

    private void SetClassic(ClientConfiguration configuration, TimeSpan sessionTimeout)
    {
        // The embedded cluster waits almost a session's length at every rebalance but the first.
        if (IsEmbedded && sessionTimeout > EmbeddedSessionTimeout)
            sessionTimeout = EmbeddedSessionTimeout;
        configuration
            .Set("partition.assignment.strategy", "range")
            .Set("session.timeout.ms", sessionTimeout)
            .Set("heartbeat.interval.ms", TimeSpan.FromMilliseconds(Math.Min(HeartbeatMs, sessionTimeout.TotalMilliseconds / 4)));
    }

    private ClientConfiguration Reading(IsolationLevel isolation, OffsetReset reset) => new ClientConfiguration(cluster)
        .Set("isolation.level", isolation == IsolationLevel.ReadCommitted ? "read_committed" : "read_uncommitted")
        .Set("auto.offset.reset", reset switch { OffsetReset.Earliest => "earliest", OffsetReset.Latest => "latest", _ => "error" })

        // The defaults of a second and of half a second would stand still where a task has just emptied its queue.
        .Set("fetch.queue.backoff.ms", 10)
        .Set("fetch.error.backoff.ms", 100);
}
