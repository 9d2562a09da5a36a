using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.Kafka.Tests.Support;
using Millrace.State;

namespace Millrace.Kafka.Tests.Runtime;

/// <summary>Workers on a real broker, exactly-once, to whose producers something happens at each step of a commit.</summary>
[Collection(PlainCluster.Name)]
public sealed class FaultTests(PlainCluster cluster)
{
    private const int Keys = 10;
    private const int Records = 1_000;

    [Theory]
    [InlineData(nameof(SinkStep.Send))]
    [InlineData(nameof(SinkStep.BeforeOffsets))]
    [InlineData(nameof(SinkStep.BeforeCommit))]
    public async Task A_transaction_that_is_lost_is_done_again_without_a_trace(string step)
    {
        var run = new Run(cluster);
        var left = 3;
        run.Write();
        await using var worker = run.Start(at =>
        {
            if (at == Enum.Parse<SinkStep>(step) && Interlocked.Decrement(ref left) >= 0)
                throw new TransactionAbortedException("the test lost it");
        });
        var status = await worker.Until(s => s.Rollbacks >= 3 && s.IsReady && s.Lag == 0 && s.RecordsRead >= Records, "all was read after three rollbacks");
        await worker.StopAsync();

        Assert.Equal(3, status.Rollbacks);
        run.AssertEachCountOnce(Records / Keys);
    }

    [Theory]
    [InlineData(nameof(SinkStep.Send))]
    [InlineData(nameof(SinkStep.BeforeOffsets))]
    [InlineData(nameof(SinkStep.BeforeCommit))]
    [InlineData(nameof(SinkStep.AfterCommit))]
    public async Task A_worker_that_dies_at_any_step_of_a_commit_leaves_nothing_undone_and_nothing_done_twice(string step)
    {
        var run = new Run(cluster);
        var dead = false;
        run.Write();
        await using (var first = run.Start(at =>
        {
            // Dead is dead: what comes after the step does not happen either, the abort least of all.
            if (dead |= at == Enum.Parse<SinkStep>(step))
                throw new KafkaFatalException("the test ended it");
        }))
        {
            await Assert.ThrowsAsync<KafkaFatalException>(() => first.Run.WaitAsync(Waiting.Patience));
            Assert.Equal(WorkerState.Failed, first.Worker.Status.State);
        }

        run.Write();
        await using var second = run.Start(static _ => { });
        await second.Until(_ => run.Results() >= 2 * Records, "all results were there");
        await second.StopAsync();

        run.AssertEachCountOnce(2 * Records / Keys);
    }

    [Fact]
    public async Task A_worker_under_the_name_of_another_takes_its_place_and_the_other_ends()
    {
        var run = new Run(cluster);
        run.Write();
        await using var first = run.Start(static _ => { });
        await first.UntilRead(Records);

        await using var second = run.Start(static _ => { }, new InMemoryStateBackendProvider());
        await Assert.ThrowsAsync<FencedException>(() => first.Run.WaitAsync(Waiting.Patience));
        run.Write();
        await second.Until(_ => run.Results() >= 2 * Records, "all results were there");
        await second.StopAsync();

        run.AssertEachCountOnce(2 * Records / Keys);
    }

    [Fact]
    public async Task A_changelog_that_was_made_anew_is_not_mixed_with_old_state()
    {
        var run = new Run(cluster);
        run.Write();
        await using (var first = run.Start(static _ => { }))
        {
            await first.UntilRead(Records);
            await first.StopAsync();
        }

        await run.DeleteChangelogAsync();
        run.Write();
        await using var second = run.Start(static _ => { });
        await second.UntilRead(Records);
        await second.StopAsync();

        // Counting began anew with the new changelog, which holds nothing of before.
        Assert.All(run.Counts(), c => Assert.Equal(Records / Keys, c.Value.Max()));
    }

    [Fact]
    public async Task Commits_that_take_longer_than_their_interval_leave_time_for_records()
    {
        const int Writes = 10;
        var run = new Run(cluster);
        for (var write = 0; write < Writes; write++)
            run.Write();
        using var never = new ManualResetEventSlim();
        await using var worker = run.Start(at =>
        {
            if (at == SinkStep.BeforeCommit)
                never.Wait(TimeSpan.FromMilliseconds(40));
        });
        await worker.UntilRead(Writes * Records);
        await worker.StopAsync();

        // Both partitions look at the clock after 64 records: were each commit due again at once, there would be 78.
        // The last commit may end after all was read, so commits are counted when the worker has stopped.
        Assert.InRange(worker.Worker.Status.Commits, 1, 40);
    }

    /// <summary>Topics and state of one test.</summary>
    private sealed class Run(PlainCluster cluster)
    {
        private readonly string _input = cluster.CreateTopic(2);
        private readonly string _output = cluster.CreateTopic(2);
        private readonly string _application = cluster.UniqueName("faults");
        private readonly InMemoryStateBackendProvider _state = new();

        public RunningWorker Start(Action<SinkStep> at, IStateBackendProvider? state = null) => RunningWorker.Start(
            Counting.Graph(_application, _input, _output),
            new KafkaWorkerOptions
            {
                Client = cluster.Options,
                InstanceId = $"{_application}-1",
                CommitInterval = TimeSpan.FromMilliseconds(20),
                State = state ?? _state,
            },
            inner => new FaultyTransport(inner, at));

        public void Write() => cluster.Write(_input, Enumerable.Range(0, Records).Select(n => ($"key-{n % Keys}", "x")));

        public int Results() => cluster.Read(_output).Count;

        public Dictionary<string, List<long>> Counts() => cluster.Counts(_output);

        public void AssertEachCountOnce(int last) =>
            Assert.All(Counts(), c => Assert.Equal(Enumerable.Range(1, last).Select(n => (long)n), c.Value));

        public async Task DeleteChangelogAsync()
        {
            var changelog = $"{_application}-counts-changelog";
            using var admin = TopicAdmin.Create(cluster.Options);
            await admin.DeleteAsync([changelog]);
            while ((await admin.ListAsync()).Any(t => t.Name == changelog))
                await Task.Delay(20);
        }
    }
}
