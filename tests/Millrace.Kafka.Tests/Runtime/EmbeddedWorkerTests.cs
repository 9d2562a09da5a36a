using System.Text;
using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.Kafka.Tests.Support;
using Millrace.State;

namespace Millrace.Kafka.Tests.Runtime;

/// <summary>Whole workers on the embedded cluster.</summary>
public sealed class EmbeddedWorkerTests(EmbeddedCluster cluster) : IClassFixture<EmbeddedCluster>
{
    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task A_worker_sends_on_what_its_topology_makes_of_each_record(ProcessingGuarantee guarantee)
    {
        var (input, output) = (cluster.CreateTopic(3), cluster.CreateTopic(3));
        var graph = Inline.Graph(cluster.UniqueName("app"), s => s.Stream<string, string>(input).MapValues(v => v.ToUpperInvariant()).To(output));
        cluster.Write(input, Numbers(500).Select(n => ($"key-{n % 7}", $"value-{n}")));

        await using var worker = RunningWorker.Start(graph, Options() with { Guarantee = guarantee, Threads = 2 });
        await worker.UntilRead(500);
        await worker.StopAsync();

        Assert.Equal(Numbers(500).Select(n => $"VALUE-{n}").Order(), cluster.Read(output).Select(t => Encoding.UTF8.GetString(t.Value!)).Order());
        Assert.Equal(WorkerState.Stopped, worker.Worker.Status.State);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task A_restarted_worker_goes_on_where_it_was_with_its_state_restored(ProcessingGuarantee guarantee)
    {
        var (input, output, application) = (cluster.CreateTopic(2), cluster.CreateTopic(2), cluster.UniqueName("app"));
        var options = Options() with { Guarantee = guarantee };
        cluster.Write(input, Numbers(100).Select(n => ($"key-{n % 5}", "x")));
        await using (var first = RunningWorker.Start(Counting.Graph(application, input, output), options))
        {
            await first.UntilRead(100);
            await first.StopAsync();
        }

        cluster.Write(input, Numbers(100).Select(n => ($"key-{n % 5}", "x")));
        await using var second = RunningWorker.Start(Counting.Graph(application, input, output), options with { State = new InMemoryStateBackendProvider() });
        var status = await second.UntilRead(100);
        await second.StopAsync();

        Assert.Equal(100, status.RecordsRead);
        Assert.True(status.Tasks.Sum(t => t.Restored) >= 5, "the changelog was read");
        Assert.All(cluster.Counts(output), c => Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), c.Value));
    }

    [Fact]
    public async Task State_that_is_complete_is_not_restored_again()
    {
        var (input, output, application) = (cluster.CreateTopic(1), cluster.CreateTopic(1), cluster.UniqueName("app"));
        var options = Options() with { State = new InMemoryStateBackendProvider() };
        cluster.Write(input, Numbers(50).Select(n => ($"key-{n}", "x")));
        await using (var first = RunningWorker.Start(Counting.Graph(application, input, output), options))
        {
            await first.UntilRead(50);
            await first.StopAsync();
        }

        await using var second = RunningWorker.Start(Counting.Graph(application, input, output), options);
        var status = await second.UntilReady();

        Assert.Equal(0, status.Tasks.Sum(t => t.Restored));
    }

    [Fact]
    public async Task A_record_that_breaks_a_rule_goes_to_the_dead_letters_and_the_stream_goes_on()
    {
        var (input, output, letters) = (cluster.CreateTopic(1), cluster.CreateTopic(1), cluster.CreateTopic(1));
        cluster.Write(input, [("a", "good"), ("a", "bad one"), ("a", "good")]);

        await using var worker = RunningWorker.Start(Counting.Graph(cluster.UniqueName("app"), input, output, letters), Options());
        var status = await worker.UntilRead(3);
        await worker.StopAsync();

        Assert.Equal(1, status.DeadLetters);
        Assert.Equal([1L, 2L], cluster.Counts(output)["a"]);
        var letter = Assert.Single(cluster.Read(letters));
        Assert.Equal("bad one"u8.ToArray(), letter.Value);
        Assert.Equal("1", Encoding.UTF8.GetString(letter.Headers!.Last(DeadLetterHeaders.Offset)!.Value.Value!.Value.Span));
    }

    [Fact]
    public async Task A_worker_whose_policy_is_to_fail_ends_with_the_record_that_failed()
    {
        var (input, output) = (cluster.CreateTopic(1), cluster.CreateTopic(1));
        cluster.Write(input, [("a", "good"), ("a", "bad one")]);

        await using var worker = RunningWorker.Start(Counting.Graph(cluster.UniqueName("app"), input, output), Options());
        var failure = await Assert.ThrowsAsync<RecordFailedException>(() => worker.Run.WaitAsync(Waiting.Patience));

        Assert.Equal(new RecordOrigin(input, 0, 1), failure.Origin);
        Assert.Equal(WorkerState.Failed, worker.Worker.Status.State);
    }

    [Fact]
    public async Task A_worker_whose_operator_does_not_return_ends_within_its_limit_and_says_so()
    {
        var (input, output) = (cluster.CreateTopic(1), cluster.CreateTopic(1));
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var graph = Inline.Graph(cluster.UniqueName("app"), s => s.Stream<string, string>(input).MapValues(v =>
        {
            entered.Set();
            leave.Wait();
            return v;
        }).To(output));
        cluster.Write(input, [("a", "x")]);
        await using var worker = RunningWorker.Start(graph, Options() with { StopTimeout = TimeSpan.FromSeconds(1) });
        Assert.True(entered.Wait(Waiting.Patience));

        await Assert.ThrowsAsync<WorkerStuckException>(() => worker.StopAsync().WaitAsync(Waiting.Patience));

        Assert.Equal(WorkerState.Failed, worker.Worker.Status.State);
        Assert.True(worker.Worker.Status.LongestSilence > TimeSpan.FromSeconds(1));
        leave.Set();
    }

    [Fact]
    public async Task Two_workers_share_the_partitions_and_one_takes_over_when_the_other_stops()
    {
        var (input, output, application) = (cluster.CreateTopic(4), cluster.CreateTopic(4), cluster.UniqueName("app"));
        var keys = Numbers(20).Select(n => $"key-{n}").ToList();
        await using var one = RunningWorker.Start(Counting.Graph(application, input, output), Options());
        await one.Until(s => s is { IsReady: true, Tasks.Count: 4 }, "one had all tasks");
        cluster.Write(input, keys.Select(k => (k, "x")));
        await one.UntilRead(20);

        await using var two = RunningWorker.Start(Counting.Graph(application, input, output), Options());
        await two.Until(s => s is { IsReady: true, Tasks.Count: 2 }, "two had its half");
        await one.Until(s => s is { IsReady: true, Tasks.Count: 2 }, "one had its half");
        cluster.Write(input, keys.Select(k => (k, "x")));
        await one.Until(s => s.RecordsRead + two.Worker.Status.RecordsRead == 40, "both had read their part");
        await two.StopAsync();

        await one.Until(s => s is { IsReady: true, Tasks.Count: 4 }, "one had all tasks again");
        cluster.Write(input, keys.Select(k => (k, "x")));
        await one.Until(s => s.RecordsRead + two.Worker.Status.RecordsRead == 60 && s.Lag == 0, "the last part was read");
        await one.StopAsync();

        Assert.All(cluster.Counts(output), c => Assert.Equal([1L, 2L, 3L], c.Value));
    }

    [Fact]
    public async Task A_missing_topic_ends_the_worker_and_is_named()
    {
        var input = cluster.CreateTopic(1);
        var graph = Inline.Graph(cluster.UniqueName("app"), s => s.Stream<string, string>(input).To("there-is-no-such-topic"));

        await using var worker = RunningWorker.Start(graph, Options());
        var failure = await Assert.ThrowsAsync<TopicMissingException>(() => worker.Run.WaitAsync(Waiting.Patience));

        Assert.Contains("there-is-no-such-topic", failure.Message, StringComparison.Ordinal);
        Assert.Contains("millrace topics create", failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);

    private KafkaWorkerOptions Options() => new() { Client = cluster.Options, CommitInterval = TimeSpan.FromMilliseconds(20) };
}
