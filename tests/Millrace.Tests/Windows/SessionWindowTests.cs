using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Windows;

public sealed class SessionWindowTests
{
    private static readonly SessionWindows TenSeconds = SessionWindows.Of(10.Seconds()).Grace(2.Seconds());

    [Fact]
    public void Records_within_the_gap_are_one_session_that_is_deleted_and_comes_again_as_it_grows()
    {
        using var driver = Driver(w => w.Emit(EmitStrategy.OnUpdate));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("a", "x", At(10));
        input.Pipe("a", "x", At(21));

        Assert.Equal(["a@0-0=1 @0", "a@0-0=null @0", "a@0-10=2 @10", "a@21-21=1 @21"], Results(driver));
    }

    [Fact]
    public void A_record_between_two_sessions_makes_them_one()
    {
        using var driver = Driver(w => w.Emit(EmitStrategy.OnUpdate));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(10));
        input.Pipe("a", "x", At(0));
        input.Pipe("b", "x", At(5));
        input.Pipe("a", "x", At(21));
        input.Pipe("a", "x", At(15));

        Assert.Equal(["a@0-10=null @10", "a@21-21=null @21", "a@0-21=4 @21"], Results(driver).TakeLast(3));
    }

    [Fact]
    public void What_one_record_makes_and_unmakes_between_two_commits_is_not_seen()
    {
        using var driver = new TopologyTestDriver(new Inline(s => Out(s.Stream<string, string>("in")
            .FlatMapValues(v => v.Split(','))
            .GroupByKey().WindowedBy(TenSeconds).Count("sessions"))));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x,y,z", At(0));
        input.Pipe("a", "x,y", At(5));

        Assert.Equal(["a@0-0=3 @0", "a@0-0=null @0", "a@0-5=5 @5"], Results(driver));
    }

    [Fact]
    public void A_session_takes_records_until_time_is_past_its_gap_and_grace()
    {
        using var driver = Driver(w => w.Emit(EmitStrategy.OnUpdate));
        var input = driver.Input<string, string>("in");

        input.Pipe("b", "x", At(112));
        input.Pipe("a", "x", At(100));
        Assert.Equal(0, driver.LateRecords);
        input.Pipe("b", "x", At(113));
        input.Pipe("a", "x", At(100));

        Assert.Equal(1, driver.LateRecords);
    }

    [Fact]
    public void On_close_each_session_comes_once_in_order_of_its_end()
    {
        using var driver = Driver(w => w.Emit(EmitStrategy.OnWindowClose));
        var input = driver.Input<string, string>("in");

        input.Pipe("b", "x", At(3));
        input.Pipe("a", "x", At(0));
        input.Pipe("a", "x", At(7));
        input.Pipe("c", "x", At(19));
        Assert.Equal(["b@3-3=1 @3"], Results(driver));
        input.Pipe("c", "x", At(20));

        Assert.Equal(["b@3-3=1 @3", "a@0-7=2 @7"], Results(driver));
    }

    [Fact]
    public void A_jump_of_time_closes_what_was_open_instead_of_losing_it()
    {
        using var driver = Driver(w => w.Emit(EmitStrategy.OnWindowClose));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("b", "x", At(1_000_000));

        Assert.Equal(["a@0-0=1 @0"], Results(driver));
    }

    [Fact]
    public void A_jump_of_time_loses_what_was_open_where_kafka_streams_behaviour_is_asked_for()
    {
        using var driver = Driver(w => w.Emit(EmitStrategy.OnWindowClose), new() { Facts = KafkaStreamsFacts.WindowsLostOnJumps });
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("b", "x", At(1_000_000));

        Assert.Empty(Results(driver));
    }

    [Fact]
    public void An_expired_session_is_hidden_although_it_is_in_memory_unless_kafka_streams_behaviour_is_asked_for()
    {
        Assert.Equal(["a@12-12=1 @12"], Joined(KafkaStreamsFacts.None));
        Assert.Equal(["a@2-12=2 @12"], Joined(KafkaStreamsFacts.CachedSessionsOutliveRetention));

        static IEnumerable<string> Joined(KafkaStreamsFacts facts)
        {
            using var driver = new TopologyTestDriver(
                new Inline(s => Out(s.Stream<string, string>("in").GroupByKey().WindowedBy(SessionWindows.Of(10.Seconds())).Count("sessions"))),
                new() { Facts = facts });
            var input = driver.Input<string, string>("in");
            input.Pipe("a", "x", At(2));
            input.Pipe("b", "x", At(12));
            input.Pipe("a", "x", At(12));
            return Results(driver).Skip(2);
        }
    }

    [Fact]
    public void With_time_per_key_a_backlog_is_not_late_and_its_sessions_close_by_themselves()
    {
        using var driver = Driver(w => w.WithTimePerKey().Emit(EmitStrategy.OnWindowClose));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("b", "x", At(6 * 3600));
        input.Pipe("a", "x", At(9));
        input.Pipe("a", "x", At(100));
        input.Pipe("a", "x", At(3));

        Assert.Equal(["a@0-9=2 @9"], Results(driver));
        Assert.Equal(1, driver.LateRecords);
    }

    [Fact]
    public void With_time_per_key_closed_sessions_are_forgotten_and_nobody_is_told()
    {
        using var driver = Driver(w => w.WithTimePerKey());
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("a", "x", At(100));

        Assert.Equal(["a@0-0=1 @0", "a@100-100=1 @100"], Results(driver));
        Assert.Equal([100_000L], driver.Store<ISessionStore<string, long>>("sessions").Fetch("a").Select(s => s.Key.Start));
    }

    [Fact]
    public void The_backlog_of_fifty_of_a_thousand_devices_is_kept_by_time_per_key_and_dropped_by_stream_time()
    {
        Assert.Equal((1000, 0), Closed(w => w.WithTimePerKey()));
        Assert.Equal((950, 50), Closed(w => w));

        static (int Sessions, long Late) Closed(Func<SessionWindowedKStream<string, string>, SessionWindowedKStream<string, string>> clock)
        {
            using var driver = Driver(w => clock(w).Emit(EmitStrategy.OnWindowClose));
            var input = driver.Input<string, string>("in");
            for (var device = 0; device < 1000; device++)
            {
                var behind = device % 20 == 19 ? -6 * 3600 : 0;
                input.Pipe($"{device}", "x", At(30_000 + behind));
            }

            for (var device = 0; device < 1000; device++)
            {
                var behind = device % 20 == 19 ? -6 * 3600 : 0;
                input.Pipe($"{device}", "x", At(30_100 + behind));
            }

            return (Results(driver).Count(), driver.LateRecords / 2);
        }
    }

    [Fact]
    public void An_aggregator_that_throws_leaves_the_sessions_as_they_were()
    {
        using var driver = new TopologyTestDriver(new Inline(s => Out(s
            .Stream<string, string>("in", new() { Errors = ErrorPolicy.Skip })
            .GroupByKey().WindowedBy(TenSeconds).Emit(EmitStrategy.OnUpdate)
            .Aggregate("sessions", () => 0L, (_, v, n) => v == "bad" ? throw new FormatException() : n + 1, (_, l, r) => l + r))));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("a", "bad", At(5));

        Assert.Equal(["a@0-0=1 @0"], Results(driver));
        Assert.Single(driver.Store<ISessionStore<string, long>>("sessions").Fetch("a"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_late_for_every_session_goes_another_way(bool timePerKey)
    {
        using var driver = Driver(w => (timePerKey ? w.WithTimePerKey() : w).Late(late => late.To("late")));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "first", At(0));
        input.Pipe("a", "second", At(100));
        input.Pipe("a", "late", At(50));

        Assert.Equal(["late"], driver.Output<string, string>("late").ReadValues());
        Assert.Equal(1, driver.LateRecords);
    }

    [Fact]
    public void A_count_of_sessions_deletes_and_says_so_where_its_stream_has_no_null()
    {
        var failure = Assert.Throws<TopologyException>(() => new TopologyTestDriver(new Inline(s =>
            s.Stream<string, string>("in").GroupByKey().WindowedBy(TenSeconds).Count("sessions").ToStream())));

        Assert.Contains("ToNullableStream", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_retention_shorter_than_gap_and_grace_is_a_problem()
    {
        var failure = Assert.Throws<TopologyException>(() => new TopologyTestDriver(new Inline(s =>
            s.Stream<string, string>("in").GroupByKey().WindowedBy(TenSeconds).Count("sessions", new() { Retention = 11.Seconds() }))));

        Assert.Contains("'sessions' takes records for 00:00:12", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmitStrategy.OnUpdate, false)]
    [InlineData(EmitStrategy.OnCommit, false)]
    [InlineData(EmitStrategy.OnWindowClose, false)]
    [InlineData(EmitStrategy.OnUpdate, true)]
    [InlineData(EmitStrategy.OnCommit, true)]
    [InlineData(EmitStrategy.OnWindowClose, true)]
    public void Restarts_lost_state_and_small_caches_change_nothing(EmitStrategy emit, bool timePerKey)
    {
        var records = Runs.Records(seed: 7, count: 400);
        var topology = new Inline(s => Out(Windowed(s, w => (timePerKey ? w.WithTimePerKey() : w).Emit(emit)).Count("sessions")));
        var expected = Runs.Through(topology, records, Options(100_000));
        Assert.NotEmpty(expected);

        Assert.Equal(expected, Runs.Through(topology, records, Options(0)));
        Assert.Equal(expected, Runs.Through(topology, records, Options(100_000), i => i % 7 == 3));
        Assert.Equal(expected, Runs.ThroughLoss(topology, records, 200, Options(3)));

        static TestDriverOptions Options(int cached) => new() { CachedEntriesPerStore = cached, State = new InMemoryStateBackendProvider() };
    }

    private static TopologyTestDriver Driver(
        Func<SessionWindowedKStream<string, string>, SessionWindowedKStream<string, string>> configure, TestDriverOptions? options = null) =>
        new(new Inline(s => Out(Windowed(s, configure).Count("sessions"))), options);

    private static SessionWindowedKStream<string, string> Windowed(
        StreamsBuilder streams, Func<SessionWindowedKStream<string, string>, SessionWindowedKStream<string, string>> configure) =>
        configure(streams.Stream<string, string>("in").GroupByKey().WindowedBy(TenSeconds));

    private static void Out(KTable<Windowed<string>, long> table) =>
        table.ToNullableStream().To("out", new Produced<Windowed<string>, long?> { KeySerde = new SessionWindowedSerde<string>(Serdes.String) });

    private static IEnumerable<string> Results(TopologyTestDriver driver) =>
        driver.Output<Windowed<string>, long?>("out", new SessionWindowedSerde<string>(Serdes.String)).ReadAll()
            .Select(r => $"{r.Key.Key}@{r.Key.Start / 1000}-{r.Key.End / 1000}={r.Value?.ToString() ?? "null"} @{r.Timestamp / 1000}");

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
