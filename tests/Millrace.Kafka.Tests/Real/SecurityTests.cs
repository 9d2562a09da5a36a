using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.Real;

/// <summary>TLS, SASL and access rules on a real broker.</summary>
[Collection(SecureCluster.Name)]
public sealed class SecurityTests(SecureCluster cluster)
{
    private static readonly TimeSpan Patience = Waiting.Patience;

    [Theory]
    [InlineData("SCRAM-SHA-512")]
    [InlineData("PLAIN")]
    public async Task Good_credentials_are_let_in(string mechanism)
    {
        KafkaHome.Require();
        using var admin = TopicAdmin.Create(cluster.As("alice", "alice-secret", mechanism));
        Assert.Single((await admin.ConnectAsync(Patience)).Brokers);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_at_once_by_every_client()
    {
        KafkaHome.Require();
        var wrong = cluster.As("alice", "not-hers");
        var transport = new NativeTransport(wrong);
        using (var admin = TopicAdmin.Create(wrong))
            Hidden(await Assert.ThrowsAsync<AuthenticationFailedException>(() => admin.ConnectAsync(Patience)));
        using (var sink = transport.CreateSink(new RecordSinkOptions { MetadataTimeout = Patience }))
            Hidden(Assert.Throws<AuthenticationFailedException>(() => sink.Open("any")));
        using (var sink = transport.CreateSink(new RecordSinkOptions { TransactionalId = "tx" }))
            Hidden(Assert.Throws<AuthenticationFailedException>(() => sink.InitTransactions(Patience)));
        using (var reader = transport.CreateReader(new PartitionReaderOptions()))
        {
            var queue = reader.Open(new TopicPartition("any", 0), PartitionStart.Beginning);
            Hidden(Assert.Throws<AuthenticationFailedException>(() => queue.Take(1)));
        }

        using var member = transport.CreateMember(new GroupMemberOptions { GroupId = "group" }, new RecordingListener());
        member.Subscribe(["any"]);
        Hidden(Assert.Throws<AuthenticationFailedException>(() => member.PollUntil(() => false, "it was refused")));

        static void Hidden(Exception error) => Assert.DoesNotContain("not-hers", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        KafkaHome.Require();
        var settings = new Dictionary<string, string>(cluster.Options.Settings, StringComparer.Ordinal);
        settings.Remove("ssl.ca.location");
        using var admin = TopicAdmin.Create(cluster.Options with { Settings = settings });
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => admin.ConnectAsync(Patience));
    }

    [Fact]
    public void Without_the_right_to_a_topic_it_can_neither_be_read_nor_written()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        var transport = new NativeTransport(cluster.As("bob", "bob-secret"));
        using var sink = transport.CreateSink(new RecordSinkOptions());
        var error = Assert.Throws<AuthorizationFailedException>(() => sink.Open(topic));
        Assert.Contains(topic, error.Message, StringComparison.Ordinal);
        using var reader = transport.CreateReader(new PartitionReaderOptions());
        Assert.Throws<AuthorizationFailedException>(() => reader.PartitionCount(topic, Patience));
    }

    [Fact]
    public void With_the_right_to_describe_but_not_to_write_the_record_is_refused()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        Allow("alice", "Describe", "--topic", topic);

        // An idempotent producer needs the right to write somewhere.
        Allow("alice", "Write", "--topic", cluster.CreateTopic(partitions: 1));
        using var sink = new NativeTransport(cluster.As("alice", "alice-secret")).CreateSink(new RecordSinkOptions());
        var writer = sink.Open(topic);
        writer.Send(0, hasKey: false, default, hasValue: true, "x"u8, null, headers: null);
        var error = Assert.Throws<AuthorizationFailedException>(() => sink.Flush(Patience));
        Assert.Equal(new TopicPartition(topic, 0), error.Partition);
    }

    [Fact]
    public void Without_any_right_to_write_the_producer_is_refused_as_a_whole()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        Allow("bob", "Describe", "--topic", topic);
        using var sink = new NativeTransport(cluster.As("bob", "bob-secret")).CreateSink(new RecordSinkOptions());
        sink.Open(topic).Send(0, hasKey: false, default, hasValue: true, "x"u8, null, headers: null);
        Assert.Throws<AuthorizationFailedException>(() => sink.Flush(Patience));
    }

    [Fact]
    public void Without_the_right_to_a_group_it_cannot_be_joined()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        Allow("alice", "Read", "--topic", topic);
        using var member = new NativeTransport(cluster.As("alice", "alice-secret"))
            .CreateMember(new GroupMemberOptions { GroupId = "forbidden" }, new RecordingListener());
        member.Subscribe([topic]);
        var error = Assert.Throws<AuthorizationFailedException>(() => member.PollUntil(() => false, "it was refused"));
        Assert.Contains("forbidden", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_right_to_a_transactional_id_it_cannot_be_taken_up()
    {
        KafkaHome.Require();
        using var sink = new NativeTransport(cluster.As("alice", "alice-secret"))
            .CreateSink(new RecordSinkOptions { TransactionalId = "forbidden" });
        var error = Assert.Throws<AuthorizationFailedException>(() => sink.InitTransactions(Patience));
        Assert.Contains("forbidden", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_to_the_cluster_no_topic_is_created()
    {
        KafkaHome.Require();
        using var admin = TopicAdmin.Create(cluster.As("bob", "bob-secret"));
        await Assert.ThrowsAsync<AuthorizationFailedException>(() => admin.EnsureTopicsAsync([new TopicSpecification { Name = "bobs" }]));
    }

    private void Allow(string user, string operation, string kind, string name) => KafkaHome.Run(
        "kafka-tool",
        "acls",
        "--bootstrap-server",
        cluster.Options.BootstrapServers,
        "--command-config",
        Path.Combine(cluster.Home, "client.properties"),
        "--add",
        "--allow-principal",
        $"User:{user}",
        "--operation",
        operation,
        kind,
        name);
}
