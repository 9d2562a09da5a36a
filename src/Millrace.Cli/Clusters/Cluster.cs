using Millrace.Kafka;

namespace Millrace.Cli.Clusters;

/// <summary>A cluster that has answered.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(8);

    private Cluster(KafkaClientOptions options, ITopicAdmin admin, ClusterDescription description)
    {
        BootstrapServers = options.BootstrapServers;
        Admin = admin;
        Transport = new NativeTransport(options);
        Description = description;
        Scan = new TopicScan(Transport);
    }

    public string BootstrapServers { get; }

    public ITopicAdmin Admin { get; }

    public IKafkaTransport Transport { get; }

    public ClusterDescription Description { get; }

    public TopicScan Scan { get; }

    /// <summary>Connects, so that what is wrong shows in one line within ten seconds.</summary>
    /// <exception cref="BrokerUnavailableException">No broker answered.</exception>
    /// <exception cref="AuthenticationFailedException">The credentials are refused.</exception>
    public static async Task<Cluster> ConnectAsync(KafkaClientOptions options, CancellationToken cancellation)
    {
        var admin = TopicAdmin.Create(options);
        try
        {
            var description = await admin.ConnectAsync(ConnectTimeout, cancellation);
            return new Cluster(options, admin, description);
        }
        catch
        {
            admin.Dispose();
            throw;
        }
    }

    /// <summary>Refuses to go on where a topic is missing.</summary>
    /// <exception cref="TopicMissingException">It is; the message says how to create it.</exception>
    /// <exception cref="AuthorizationFailedException">The right to it is missing.</exception>
    public async Task RequireTopicAsync(string topic, CancellationToken cancellation)
    {
        if ((await Admin.ListAsync(cancellation)).Any(t => t.Name == topic))
        {
            return;
        }

        // A list leaves out what one may not see; asked for by its name, the broker says which of the two it is.
        try
        {
            using var reader = Transport.CreateReader(new PartitionReaderOptions());
            await Task.Run(() => reader.PartitionCount(topic, ConnectTimeout), cancellation);
        }
        catch (TopicMissingException e)
        {
            throw new TopicMissingException(
                $"topic '{topic}' does not exist at {BootstrapServers}; 'millrace topics create --bootstrap-servers {BootstrapServers}' creates what the workers need", e.Code, e);
        }
    }

    public ValueTask DisposeAsync()
    {
        Admin.Dispose();
        return ValueTask.CompletedTask;
    }
}
