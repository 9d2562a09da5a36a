using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Testing;

public sealed class FaultTests
{
    [Fact]
    public void A_handler_that_throws_makes_a_dead_letter_and_the_next_record_goes_on()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s
            .Stream("in", new Consumed<string, string> { Errors = ErrorPolicy.DeadLetterTo("dead") })
            .MapValues(v => v.ToUpperInvariant(), "shout")
            .To("out")));
        driver.Faults.FailStage("shout", new InvalidOperationException("broken"));

        driver.Input<string, string>("in").Pipe("a", "one");
        driver.Input<string, string>("in").Pipe("a", "two");

        Assert.Equal(["TWO"], driver.Output<string, string>("out").ReadValues());
        var letter = Assert.Single(driver.Records("dead"));
        Assert.Equal("one"u8.ToArray(), letter.Value);
        Assert.Equal("shout", letter.Headers!.Last(DeadLetterHeaders.Stage)!.Value.Text);
    }

    [Fact]
    public void A_store_that_cannot_be_read_fails_the_task_and_is_no_dead_letter()
    {
        using var driver = Counting(new TestDriverOptions { CachedEntriesPerStore = 0 }, ErrorPolicy.DeadLetterTo("dead"));
        driver.Input<string, string>("in").Pipe("a", "1");
        driver.Faults.FailRead("counts");

        var error = Assert.Throws<StateException>(() => driver.Input<string, string>("in").Pipe("a", "1"));

        Assert.Contains("counts", error.Message, StringComparison.Ordinal);
        Assert.Empty(driver.Records("dead"));
    }

    [Fact]
    public void A_store_that_cannot_be_written_fails_the_commit_and_is_restored_with_the_restart()
    {
        using var driver = Counting();
        driver.Input<string, string>("in").Pipe("a", "1");
        driver.Faults.FailWrite("counts");
        Assert.Throws<StateException>(() => driver.Input<string, string>("in").Pipe("a", "1"));

        driver.Restart();
        driver.Input<string, string>("in").Pipe("a", "1");

        Assert.Equal([1, 2, 3], driver.Output<string, long>("out").ReadValues());
    }

    [Theory]
    [InlineData("fenced")]
    [InlineData("aborted")]
    [InlineData("crashed")]
    public void A_commit_that_fails_counts_each_record_once_all_the_same(string fault)
    {
        using var driver = Counting();
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "1");
        switch (fault)
        {
            case "fenced":
                driver.Faults.FenceNextCommit();
                break;
            case "aborted":
                driver.Faults.AbortNextCommit();
                break;
            default:
                driver.Faults.CrashAfterNextCommit();
                break;
        }

        input.Pipe("a", "1");
        input.Pipe("a", "1");

        Assert.Equal([1, 2, 3], driver.Output<string, long>("out").ReadValues());
        Assert.Equal([1, 2, 3], driver.Output<string, long>("app-counts-changelog").ReadValues());
        Assert.Equal(6, driver.AllRecords.Count);
    }

    [Fact]
    public void A_fault_passes_through_repartition_topics_once()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in").GroupBy("by-value", (_, v) => v).Count("counts").ToStream().To("out")));
        driver.Faults.FenceNextCommit();

        driver.Input<string, string>("in").Pipe("a", "x");
        driver.Input<string, string>("in").Pipe("b", "x");

        Assert.Equal([1, 2], driver.Output<string, long>("out").ReadValues());
        Assert.Equal(2, driver.Records("app-by-value-repartition").Count);
    }

    [Fact]
    public void State_that_is_lost_is_restored_from_the_changelogs()
    {
        var state = new InMemoryStateBackendProvider();
        using var driver = Counting(new TestDriverOptions { State = state, Partitions = 3 });
        var input = driver.Input<string, string>("in");
        foreach (var key in (string[])["a", "b", "c", "d", "a"])
        {
            input.Pipe(key, "1");
        }

        driver.Restart(RestartMode.LoseState);
        foreach (var key in (string[])["a", "b"])
        {
            input.Pipe(key, "1");
        }

        Assert.Equal([1, 1, 1, 1, 2, 3, 2], driver.Output<string, long>("out").ReadValues());
    }

    [Fact]
    public void Faults_of_what_is_not_there_are_refused_with_what_there_is()
    {
        using var driver = Counting();

        Assert.Contains("counts", Assert.Throws<ArgumentException>(() => driver.Faults.FailRead("nothing")).Message, StringComparison.Ordinal);
        Assert.Contains("counts", Assert.Throws<ArgumentException>(() => driver.Faults.FailStage("nothing", new IOException())).Message, StringComparison.Ordinal);
    }

    private static TopologyTestDriver Counting(TestDriverOptions? options = null, ErrorPolicy? errors = null) => new(
        new Inline(s => s.Stream("in", new Consumed<string, string> { Errors = errors ?? ErrorPolicy.Fail }).GroupByKey().Count("counts").ToStream().To("out")), options);
}
