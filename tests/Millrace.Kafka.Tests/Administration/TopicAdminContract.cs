using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.Administration;

/// <summary>What topic administration does on every cluster.</summary>
public abstract class TopicAdminContract
{
    private protected abstract ITestCluster Cluster { get; }

    [Fact]
    public async Task A_missing_topic_is_created_and_an_existing_one_left_as_it_is()
    {
        var topic = Cluster.CreateTopic(partitions: 2);
        var missing = Cluster.UniqueName("missing");
        using var admin = TopicAdmin.Create(Cluster.Options);
        TopicSpecification[] wanted =
        [
            new() { Name = topic, Partitions = 2 },
            new() { Name = missing, Partitions = 3 },
        ];

        var dry = await admin.EnsureTopicsAsync(wanted, dryRun: true);
        Assert.Equal([TopicState.Existed, TopicState.Created], dry.Select(o => o.State));
        Assert.Empty(await admin.DescribeAsync([missing]));

        await admin.EnsureTopicsAsync(wanted);
        Assert.Equal(3, (await admin.DescribeAsync([missing])).Single().Partitions);
        var again = await admin.EnsureTopicsAsync([wanted[1], new() { Name = topic, Partitions = 7 }]);
        Assert.Equal([TopicState.Existed, TopicState.Differs], again.Select(o => o.State));
        Assert.Equal(["2 partitions instead of 7"], again[1].Differences);
        Assert.Contains(missing, (await admin.ListAsync()).Select(t => t.Name));

        await admin.DeleteAsync([missing, Cluster.UniqueName("never-there")]);
    }

    [Fact]
    public async Task Offsets_are_told_for_every_partition()
    {
        var topic = Cluster.CreateTopic(partitions: 2);
        using (var sink = new NativeTransport(Cluster.Options).CreateSink(new RecordSinkOptions()))
        {
            var writer = sink.Open(topic);
            for (var i = 0; i < 5; i++)
                writer.Send(1, hasKey: false, default, hasValue: true, "x"u8, null, headers: null);
            sink.Flush(Waiting.Patience);
        }

        using var admin = TopicAdmin.Create(Cluster.Options);
        var offsets = await admin.OffsetsAsync([topic]);
        Assert.Equal(new Watermarks(0, 0), offsets[new TopicPartition(topic, 0)]);
        Assert.Equal(new Watermarks(0, 5), offsets[new TopicPartition(topic, 1)]);
        await Assert.ThrowsAsync<TopicMissingException>(() => admin.OffsetsAsync([Cluster.UniqueName("missing")]));
    }

    [Fact]
    public async Task A_cluster_that_is_there_describes_itself()
    {
        Cluster.CreateTopic(partitions: 1);
        using var admin = TopicAdmin.Create(Cluster.Options);
        Assert.NotEmpty((await admin.ConnectAsync(TimeSpan.FromSeconds(10))).Brokers);
    }
}

public sealed class EmbeddedTopicAdminTests(EmbeddedCluster cluster) : TopicAdminContract, IClassFixture<EmbeddedCluster>
{
    private protected override ITestCluster Cluster => cluster;
}

[Collection(PlainCluster.Name)]
public sealed class RealTopicAdminTests(PlainCluster cluster) : TopicAdminContract
{
    private protected override ITestCluster Cluster => cluster;

    [Fact]
    public async Task Settings_are_set_and_compared()
    {
        KafkaHome.Require();
        var topic = new TopicSpecification
        {
            Name = cluster.UniqueName("compacted"),
            Partitions = 1,
            ReplicationFactor = 1,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["cleanup.policy"] = "compact", ["segment.ms"] = "60000" },
        };
        using var admin = TopicAdmin.Create(cluster.Options);
        await admin.EnsureTopicsAsync([topic]);
        Assert.Equal(TopicState.Existed, (await admin.EnsureTopicsAsync([topic])).Single().State);
        Assert.Equal("compact", (await admin.DescribeAsync([topic.Name])).Single().Settings["cleanup.policy"]);

        var other = topic with { ReplicationFactor = 3, Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["cleanup.policy"] = "delete" } };
        var outcome = (await admin.EnsureTopicsAsync([other])).Single();
        Assert.Equal(TopicState.Differs, outcome.State);
        Assert.Equal(["1 replicas instead of 3", "cleanup.policy is compact instead of delete"], outcome.Differences);
    }

    [Fact]
    public async Task A_setting_that_Kafka_does_not_know_is_refused()
    {
        KafkaHome.Require();
        using var admin = TopicAdmin.Create(cluster.Options);
        var topic = new TopicSpecification
        {
            Name = cluster.UniqueName("wrong"),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["no.such.setting"] = "1" },
        };
        var error = await Assert.ThrowsAsync<KafkaFatalException>(() => admin.EnsureTopicsAsync([topic]));
        Assert.Contains("no.such.setting", error.Message, StringComparison.Ordinal);
    }
}

/// <summary>A cluster that is not there.</summary>
public sealed class AbsentClusterTests
{
    private static readonly KafkaClientOptions Nowhere = new() { BootstrapServers = "127.0.0.1:1" };

    [Fact]
    public async Task Connecting_ends_in_time()
    {
        using var admin = TopicAdmin.Create(Nowhere);
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => admin.ConnectAsync(TimeSpan.FromSeconds(1)).WaitAsync(Waiting.Patience));
    }

    [Fact]
    public void Opening_a_topic_ends_in_time()
    {
        using var sink = new NativeTransport(Nowhere).CreateSink(new RecordSinkOptions { MetadataTimeout = TimeSpan.FromSeconds(1) });
        Assert.Throws<BrokerUnavailableException>(() => sink.Open("readings"));
    }

    [Fact]
    public void A_member_hears_of_it_and_goes_on()
    {
        var listener = new RecordingListener();
        using var member = new NativeTransport(Nowhere).CreateMember(new GroupMemberOptions { GroupId = "group" }, listener);
        member.Subscribe(["readings"]);
        member.PollUntil(() => listener.TransientErrors.Count > 0, "it heard of the missing broker");
        Assert.All(listener.TransientErrors, e => Assert.IsType<BrokerUnavailableException>(e));
        Assert.True(member.Close(Waiting.Patience));
    }
}
