using Millrace.Archive.Writing;

namespace Millrace.Archive.Tests;

public sealed class RacingWorkersTests : IDisposable
{
    private readonly TestArchive _archive = new();

    [Fact]
    public void The_second_to_publish_a_range_is_refused_and_goes_on_from_the_first()
    {
        using var first = _archive.Open();
        using var second = _archive.Open();
        first.Feed(0, 1000);
        second.Feed(0, 700);
        first.Commit(1000);
        var refused = Assert.Throws<ArchiveConflictException>(() => second.BeforeCommit(700));
        Assert.True(refused.IsTransient);
        second.Rollback();
        second.Feed(0, 1200);
        second.Commit(1200);
        _archive.AssertExactlyOnce(1200);
    }

    [Theory]
    [InlineData(nameof(CommitStep.FilesWritten))]
    [InlineData(nameof(CommitStep.IntentWritten))]
    [InlineData(nameof(CommitStep.FileNamed))]
    [InlineData(nameof(CommitStep.FilesNamed))]
    public void A_worker_thought_dead_that_wakes_within_its_commit_finds_the_range_taken(string asleepAt)
    {
        using var next = new Holder();
        using var asleep = _archive.Open(step =>
        {
            if (step.ToString() != asleepAt || next.Sink is not null)
                return;
            // Another worker takes the partition over, gets further, and clears away what it may.
            next.Sink = _archive.Open();
            next.Sink.Feed(0, 600);
            next.Sink.Commit(600);
            next.Sink.Feed(600, 900);
            next.Sink.Commit(900);
        });
        asleep.Feed(0, 1000);
        Assert.Throws<ArchiveConflictException>(() => asleep.BeforeCommit(1000));
        asleep.Rollback();
        var running = next.Sink!;
        running.Feed(900, 1100);
        running.Commit(1100);
        _archive.AssertExactlyOnce(1100);
    }

    [Theory]
    [InlineData(nameof(CommitStep.FilesWritten))]
    [InlineData(nameof(CommitStep.FilesNamed))]
    public void A_worker_that_only_opens_takes_no_file_from_one_that_is_about_to_publish(string slowAt)
    {
        using var next = new Holder();
        using var slow = _archive.Open(step =>
        {
            if (step.ToString() == slowAt)
                next.Sink = _archive.Open();
        });
        slow.Feed(0, 1000);
        slow.BeforeCommit(1000);
        var late = next.Sink!;
        late.Feed(0, 800);
        Assert.Throws<ArchiveConflictException>(() => late.BeforeCommit(800));
        late.Rollback();
        _archive.AssertExactlyOnce(1000);
    }

    [Fact]
    public async Task Of_two_that_publish_at_once_one_wins()
    {
        for (var start = 0; start < 2000; start += 100)
        {
            using var barrier = new Barrier(2);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Race(barrier, start))));
            Assert.Single(outcomes, won => won);
        }

        using (var last = _archive.Open())
        {
            last.Feed(2000, 2100);
            last.Commit(2100);
        }

        _archive.AssertExactlyOnce(2100);
    }

    public void Dispose() => _archive.Dispose();

    private bool Race(Barrier barrier, int start)
    {
        using var sink = _archive.Open(step =>
        {
            if (step == CommitStep.FilesNamed)
                barrier.SignalAndWait(TimeSpan.FromSeconds(30));
        });
        barrier.SignalAndWait(TimeSpan.FromSeconds(30));
        sink.Feed(start, start + 100);
        try
        {
            sink.Commit(start + 100);
            return true;
        }
        catch (ArchiveConflictException)
        {
            return false;
        }
    }

    private sealed class Holder : IDisposable
    {
        internal ArchiveSink<string, Hvac.HvacReading>? Sink { get; set; }

        public void Dispose() => Sink?.Dispose();
    }
}
