using Millrace.Testing;

namespace Millrace.Tests.Async;

public sealed class AsyncStepTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_result_is_there_when_pipe_returns_with_its_records_time_and_headers()
    {
        using var driver = Scoring(async (key, value, _) =>
        {
            await Task.Yield();
            return $"{key}:{value}";
        });

        driver.Input<string, string>("in").Pipe("a", "1", Start, new Headers().Add("h", "x"));

        var record = driver.Output<string, string>("out").Read();
        Assert.Equal(("a", "a:1", Start.ToUnixTimeMilliseconds(), "x"), (record.Key, record.Value, record.Timestamp, record.Headers!.Last("h")!.Value.Text));
    }

    [Fact]
    public void Keys_overtake_each_other_and_a_keys_own_results_stay_in_order()
    {
        using var driver = Scoring((_, value, _) => Task.FromResult(value));
        var input = driver.Input<string, string>("in");
        driver.Calls.Hold();
        input.Pipe("a", "a1");
        input.Pipe("a", "a2");
        input.Pipe("b", "b1");
        var (a1, a2, b1) = (driver.Calls.Pending[0], driver.Calls.Pending[1], driver.Calls.Pending[2]);
        var output = driver.Output<string, string>("out");

        driver.Calls.Complete(a2);
        Assert.True(output.IsEmpty);
        driver.Calls.Complete(b1);
        Assert.Equal(["b1"], output.ReadValues());
        driver.Calls.Complete(a1);
        Assert.Equal(["a1", "a2"], output.ReadValues());
    }

    [Fact]
    public void In_the_order_of_the_input_nothing_overtakes()
    {
        using var driver = Scoring((_, value, _) => Task.FromResult(value), new AsyncOptions { Order = AsyncOrder.Input });
        var input = driver.Input<string, string>("in");
        driver.Calls.Hold();
        input.Pipe("a", "1");
        input.Pipe("b", "2");
        input.Pipe("c", "3");

        driver.Calls.Complete(driver.Calls.Pending[2]);
        driver.Calls.Complete(driver.Calls.Pending[1]);
        Assert.True(driver.Output<string, string>("out").IsEmpty);
        driver.Calls.Release();

        Assert.Equal(["1", "2", "3"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void No_more_calls_are_under_way_than_the_options_allow()
    {
        var (running, most) = (0, 0);
        using var driver = Scoring(
            async (_, value, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return value;
            },
            new AsyncOptions { Concurrency = 3 });
        driver.Calls.Hold();
        for (var i = 0; i < 10; i++)
        {
            driver.Input<string, string>("in").Pipe($"k{i}", $"{i}");
        }

        Assert.Equal(3, driver.Calls.Pending.Count);
        driver.Calls.Release();

        Assert.Equal(10, driver.Output<string, string>("out").ReadAll().Count);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public void With_one_call_a_key_the_next_begins_when_the_last_is_over()
    {
        using var driver = Scoring((_, value, _) => Task.FromResult(value), new AsyncOptions { OneCallPerKey = true });
        var input = driver.Input<string, string>("in");
        driver.Calls.Hold();
        input.Pipe("a", "1");
        input.Pipe("a", "2");
        input.Pipe("b", "3");

        Assert.Equal(["1", "3"], driver.Calls.Pending.Select(c => c.Value));
        driver.Calls.Complete(driver.Calls.Pending[0]);
        Assert.Equal(["3", "2"], driver.Calls.Pending.Select(c => c.Value));
        driver.Calls.Release();
        Assert.Equal(["1", "3", "2"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void A_task_commits_only_when_everything_before_is_done()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in")
            .MapValuesAsync("score", (_, v, _) => Task.FromResult(v))
            .GroupByKey()
            .Count("counts")));
        driver.Calls.Hold();
        driver.Input<string, string>("in").Pipe("a", "1");
        driver.Input<string, string>("in").Pipe("b", "1");
        driver.Calls.Complete(driver.Calls.Pending[0]);

        Assert.Empty(driver.Records("app-counts-changelog"));
        driver.Calls.Release();
        Assert.Equal(2, driver.Records("app-counts-changelog").Count);
    }

    [Fact]
    public void What_an_aggregate_emits_with_the_commit_passes_the_step_within_that_commit()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in")
            .GroupByKey()
            .Count("counts")
            .ToStream()
            .MapValuesAsync("score", async (_, count, _) =>
            {
                await Task.Yield();
                return count * 10;
            })
            .GroupByKey()
            .Reduce("latest", (_, latest) => latest)
            .ToStream()
            .To("out")));

        driver.Input<string, string>("in").Pipe("a", "1");
        driver.Input<string, string>("in").Pipe("a", "1");

        Assert.Equal([10, 20], driver.Output<string, long>("out").ReadValues());
        Assert.Equal([10, 20], driver.Output<string, long>("app-latest-changelog").ReadValues());
    }

    [Fact]
    public void A_call_that_fails_makes_a_dead_letter_of_its_own_records_bytes()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s
            .Stream("in", new Consumed<string, string> { Errors = ErrorPolicy.DeadLetterTo("dead") })
            .MapValuesAsync("score", (_, v, _) => v == "bad" ? Task.FromException<string>(new FormatException("no number")) : Task.FromResult(v))
            .To("out")));
        var input = driver.Input<string, string>("in");
        driver.Calls.Hold();
        input.Pipe("a", "bad", Start);
        input.Pipe("b", "good", Start + 1.Minutes());
        driver.Calls.Complete(driver.Calls.Pending[1]);
        driver.Calls.Release();

        var letter = Assert.Single(driver.Records("dead"));
        Assert.Equal("a"u8.ToArray(), letter.Key);
        Assert.Equal("bad"u8.ToArray(), letter.Value);
        Assert.Equal(("score", "0", "no number"), (Text(DeadLetterHeaders.Stage), Text(DeadLetterHeaders.Offset), Text(DeadLetterHeaders.Message)));
        Assert.Equal(["good"], driver.Output<string, string>("out").ReadValues());

        string? Text(string name) => letter.Headers!.Last(name)!.Value.Text;
    }

    [Fact]
    public void A_failure_further_down_is_one_of_the_parked_record_too()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s
            .Stream("in", new Consumed<string, string> { Errors = ErrorPolicy.DeadLetterTo("dead") })
            .MapValuesAsync("score", (_, v, _) => Task.FromResult(v))
            .MapValues(v => v == "bad" ? throw new FormatException("no number") : v, "parse")
            .To("out")));
        driver.Calls.Hold();
        driver.Input<string, string>("in").Pipe("a", "bad");
        driver.Input<string, string>("in").Pipe("b", "good");
        driver.Calls.Release();

        Assert.Equal("bad"u8.ToArray(), Assert.Single(driver.Records("dead")).Value);
    }

    [Fact]
    public void A_call_that_fails_fails_the_task_where_the_policy_says_so()
    {
        using var driver = Scoring((_, _, _) => Task.FromException<string>(new FormatException("no number")));

        var error = Assert.Throws<RecordFailedException>(() => driver.Input<string, string>("in").Pipe("a", "1"));

        Assert.Equal(("score", "in", 0L), (error.Stage, error.Origin.Topic, error.Origin.Offset));
    }

    [Fact]
    public void A_call_is_repeated_as_often_as_the_options_say()
    {
        var attempts = 0;
        using var driver = Scoring(
            (_, value, _) => ++attempts < 3 ? Task.FromException<string>(new IOException("away")) : Task.FromResult(value), new AsyncOptions { Retries = 2 });

        driver.Input<string, string>("in").Pipe("a", "1");

        Assert.Equal(["1"], driver.Output<string, string>("out").ReadValues());
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void A_call_that_takes_too_long_is_cancelled_and_fails()
    {
        var cancelled = new TaskCompletionSource();
        using var driver = Scoring(
            (_, _, cancellation) =>
            {
                cancellation.Register(cancelled.SetResult);
                return new TaskCompletionSource<string>().Task;
            },
            new AsyncOptions { Timeout = 10.Seconds() });
        driver.Calls.Hold();
        driver.Input<string, string>("in").Pipe("a", "1");
        driver.AdvanceWallClock(10.Seconds());

        var error = Assert.Throws<RecordFailedException>(() => driver.Calls.Release());

        Assert.IsType<TimeoutException>(error.InnerException);
        Assert.True(cancelled.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_restart_abandons_what_is_under_way()
    {
        using var driver = Scoring((_, value, _) => Task.FromResult(value));
        driver.Calls.Hold();
        driver.Input<string, string>("in").Pipe("a", "1");

        driver.Restart();

        Assert.Empty(driver.Calls.Pending);
        driver.Calls.Release();
        Assert.True(driver.Output<string, string>("out").IsEmpty);
    }

    [Fact]
    public void All_the_forms_are_there()
    {
        var seen = new List<string>();
        using var driver = new TopologyTestDriver(new Inline(s =>
        {
            var stream = s.Stream<string, string>("in");
            stream.MapAsync("map", (k, v, _) => Task.FromResult(KeyValuePair.Create(v, k))).To("mapped");
            stream.FilterAsync("filter", (_, v, _) => Task.FromResult(v == "1")).To("filtered");
            stream.FlatMapValuesAsync("flat", (_, v, _) => Task.FromResult<IReadOnlyList<string>>([v, v])).To("flat");
            stream.PeekAsync("peek", (_, v, _) => Seen(v)).To("peeked");
            stream.ForEachAsync("each", (_, v, _) => Seen(v));
        }));

        driver.Input<string, string>("in").Pipe("a", "1");
        driver.Input<string, string>("in").Pipe("a", "2");

        Assert.Equal(["1", "2"], driver.Output<string, string>("mapped").ReadAll().Select(r => r.Key));
        Assert.Equal(["1"], driver.Output<string, string>("filtered").ReadValues());
        Assert.Equal(["1", "1", "2", "2"], driver.Output<string, string>("flat").ReadValues());
        Assert.Equal(["1", "2"], driver.Output<string, string>("peeked").ReadValues());
        Assert.Equal(["1", "1", "2", "2"], seen);

        Task Seen(string value)
        {
            seen.Add(value);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void Options_that_break_rules_are_problems_of_the_topology_all_at_once()
    {
        var streams = new StreamsBuilder();
        streams.Stream<string, string>("in").MapValuesAsync("score", (_, v, _) => Task.FromResult(v), new AsyncOptions { Concurrency = 0, Retries = -1 });

        var error = Assert.Throws<TopologyException>(() => streams.Build("app"));

        Assert.Equal(2, error.Problems.Count);
        Assert.All(error.Problems, p => Assert.Equal("AsyncStepTests.cs", p.Place.File));
    }

    private static TopologyTestDriver Scoring(Func<string, string, CancellationToken, Task<string>> score, AsyncOptions? options = null) =>
        new(new Inline(s => s.Stream<string, string>("in").MapValuesAsync("score", score, options).To("out")));
}
