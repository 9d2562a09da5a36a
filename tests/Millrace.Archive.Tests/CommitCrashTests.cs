using Millrace.Archive.Writing;

namespace Millrace.Archive.Tests;

public sealed class CommitCrashTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public static TheoryData<string> Steps => [.. Enum.GetNames<CommitStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_worker_that_dies_at_a_step_leaves_every_offset_once(string step)
    {
        using (var sink = _archive.Open())
        {
            sink.Feed(0, 1000);
            sink.Commit(1000);
        }

        // Its process is gone: nothing of it is tidied up, and Kafka knows of no commit behind 1,000.
        using var dying = _archive.Open(FailAt(step));
        dying.Feed(1000, 2000);
        Assert.Throws<SimulatedCrashException>(() => dying.BeforeCommit(2000));

        using var next = _archive.Open();
        next.Feed(1000, 2500);
        next.Commit(2500);
        _archive.AssertExactlyOnce(2500);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_commit_that_fails_at_a_step_is_rolled_back_and_tried_again(string step)
    {
        using var sink = _archive.Open(FailAt(step));
        sink.Feed(0, 1000);
        Assert.Throws<SimulatedCrashException>(() => sink.BeforeCommit(1000));
        sink.Rollback();
        sink.Feed(0, 1300);
        sink.Commit(1300);
        _archive.AssertExactlyOnce(1300);
    }

    [Fact]
    public void A_rollback_gives_up_what_had_been_gathered()
    {
        using var sink = _archive.Open();
        sink.Feed(0, 900);
        sink.Rollback();
        sink.Feed(0, 800);
        sink.Commit(800);
        _archive.AssertExactlyOnce(800);
    }

    [Fact]
    public void A_torn_intent_is_cleared_away()
    {
        using (var sink = _archive.Open())
        {
            sink.Feed(0, 100);
            sink.Commit(100);
        }

        File.WriteAllText(_archive["manifests/hvac.readings-3/00000000000000000100.abc.tmp"], """{"format": 1, "topic": "hv""");
        using var next = _archive.Open();
        next.Feed(100, 200);
        next.Commit(200);
        Assert.All(_archive.Manifests(), m => Assert.EndsWith(".json", m, StringComparison.Ordinal));
        _archive.AssertExactlyOnce(200);
    }

    public void Dispose() => _archive.Dispose();

    private static Action<CommitStep> FailAt(string step)
    {
        var failed = false;
        return reached =>
        {
            if (failed || reached.ToString() != step)
                return;
            failed = true;
            throw new SimulatedCrashException();
        };
    }
}

#pragma warning disable CA1064 // Nobody outside of these tests sees it.
internal sealed class SimulatedCrashException() : Exception("the process ends here");
#pragma warning restore CA1064
