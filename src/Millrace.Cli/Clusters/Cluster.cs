using Millrace.Kafka;

namespace Millrace.Cli.Clusters;

/// <summary>A cluster that has answered.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(8);

    private Cluster(ITopicAdmin admin, NativeTransport transport, ClusterDescription description)
    {
        Admin = admin;
        Transport = transport;
        Description = description;
        Scan = new TopicScan(transport);
    }

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
            return new Cluster(admin, new NativeTransport(options), description);
        }
        catch
        {
            admin.Dispose();
            throw;
        }
    }

    /// <summary>Refuses to go on where a topic is missing.</summary>
    /// <exception cref="TopicMissingException">It is; the message says how to create it.</exception>
    public async Task RequireTopicAsync(string topic, CancellationToken cancellation)
    {
        if ((await Admin.DescribeAsync([topic], cancellation)).Count == 0)
        {
            throw new TopicMissingException($"Topic '{topic}' does not exist; 'millrace topics create' creates it");
        }
    }

    public ValueTask DisposeAsync()
    {
        Admin.Dispose();
        return ValueTask.CompletedTask;
    }
}
