using System.Globalization;
using System.Net.NetworkInformation;

namespace Millrace.Kafka.Tests.Support;

/// <summary>A real broker of its own, started for a collection of tests and wiped afterwards.</summary>
public abstract class RealCluster : ITestCluster, IAsyncLifetime
{
    private readonly int _port;
    private readonly FileStream _claim;
    private readonly string[] _arguments;
    private readonly string _folder;
    private int _names;

    private protected RealCluster(int firstPort, params string[] arguments)
    {
        (_port, _claim) = Claim(firstPort);
        _arguments = arguments;
        _folder = Path.Combine(Path.GetTempPath(), $"millrace-kafka-tests-{_port}-{Environment.ProcessId}");
        Options = new KafkaClientOptions { BootstrapServers = $"localhost:{_port}" };
    }

    /// <summary>How an all-powerful client reaches it.</summary>
    public KafkaClientOptions Options { get; private protected init; }

    /// <summary>The broker's folder.</summary>
    public string Home => _folder;

    public ValueTask InitializeAsync()
    {
        if (KafkaHome.Folder is not null)
            KafkaHome.Run("kafka-start", ["--port", _port.ToString(CultureInfo.InvariantCulture), "--dir", _folder, .. _arguments]);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (KafkaHome.Folder is not null)
            KafkaHome.Run("kafka-stop", "--dir", _folder, "--wipe");
        _claim.Dispose();
        return ValueTask.CompletedTask;
    }

    public string CreateTopic(int partitions)
    {
        KafkaHome.Require();
        var topic = UniqueName("topic");
        using var admin = TopicAdmin.Create(Options);

        // Tests send old timestamps, which the broker's cleaner would take away under their hands.
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["retention.ms"] = "-1" };
        var specification = new TopicSpecification { Name = topic, Partitions = partitions, Settings = settings };
        var outcome = admin.EnsureTopicsAsync([specification]).GetAwaiter().GetResult();
        Assert.Equal(TopicState.Created, outcome.Single().State);
        return topic;
    }

    /// <summary>
    /// Tests of another checkout may be running: a port that is free now is theirs a moment later, unless a file says whose it is.
    /// The broker takes a second port, 100 above, for its controller.
    /// </summary>
    private static (int Port, FileStream Claim) Claim(int first)
    {
        const int Tries = 20;
        const int ControllerAbove = 100;
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(e => e.Port).ToHashSet();
        foreach (var port in Enumerable.Range(first, Tries).Where(port => !taken.Contains(port) && !taken.Contains(port + ControllerAbove)))
        {
            try
            {
                var name = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"millrace-kafka-tests-{port}.claim"));
                return (port, new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException)
            {
                // Claimed by another run, whose broker is on its way up.
                continue;
            }
        }

        throw new InvalidOperationException($"No port from {first} on is free for a broker.");
    }

    public string UniqueName(string prefix) => $"{prefix}-{Interlocked.Increment(ref _names)}";
}

/// <summary>A broker without security.</summary>
public sealed class PlainCluster() : RealCluster(9400)
{
    public const string Name = "plain broker";
}

/// <summary>A broker with SCRAM and PLAIN over TLS that denies what no rule allows.</summary>
public sealed class SecureCluster : RealCluster
{
    public const string Name = "secure broker";

    public SecureCluster() : base(9420, "--listener", "sasl-tls", "--acl") => Options = As("admin", "admin-secret");

    /// <summary>How a user reaches it.</summary>
    public KafkaClientOptions As(string user, string password, string mechanism = "SCRAM-SHA-512") => new()
    {
        BootstrapServers = Options.BootstrapServers,
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["security.protocol"] = "SASL_SSL",
            ["ssl.ca.location"] = Path.Combine(Home, "tls", "ca.pem"),
            ["sasl.mechanism"] = mechanism,
            ["sasl.username"] = user,
            ["sasl.password"] = password,
        },
    };
}

[CollectionDefinition(PlainCluster.Name)]
public sealed class PlainClusterDefinition : ICollectionFixture<PlainCluster>;

[CollectionDefinition(SecureCluster.Name)]
public sealed class SecureClusterDefinition : ICollectionFixture<SecureCluster>;
