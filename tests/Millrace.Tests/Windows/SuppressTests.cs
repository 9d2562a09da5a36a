using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Windows;

public sealed class SuppressTests
{
    private static readonly TimeWindows TenSeconds = TimeWindows.Of(10.Seconds()).Grace(2.Seconds());
    private static readonly SuppressedUntilWindowCloses Final = Suppressed.UntilWindowCloses(BufferConfig.Unbounded());

    [Fact]
    public void Only_the_final_result_of_a_window_goes_on()
    {
        using var driver = new TopologyTestDriver(Counted(w => w, t => t.Suppress("buffer", Final)), OnUpdate());
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("a", "x", At(11));
        input.Pipe("a", "x", At(9));
        Assert.Empty(driver.Records("out"));
        input.Pipe("b", "x", At(12));

        Assert.Equal(["a@0=2 @9"], Windows(driver));
    }

    [Fact]
    public void Filters_between_the_windows_and_the_suppression_do_not_hide_when_they_close()
    {
        using var driver = new TopologyTestDriver(
            Counted(w => w, t => t.Filter((_, n) => n != 1).MapValues(n => n * 10).Suppress("buffer", Final)), OnUpdate());
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("a", "x", At(1));
        input.Pipe("b", "x", At(1));
        input.Pipe("b", "x", At(20));
        input.Pipe("b", "x", At(21));

        Assert.Equal(["a@0=20 @1"], Windows(driver));
    }

    [Fact]
    public void A_time_limit_lets_one_update_of_a_key_go_on_with_its_headers_and_the_place_of_its_record()
    {
        var origins = new List<RecordOrigin>();
        using var driver = new TopologyTestDriver(new Inline(s => s
            .Table<string, string>("in", "table")
            .Suppress("buffer", Suppressed.UntilTimeLimit(5.Seconds(), BufferConfig.Unbounded()))
            .ToStream()
            .Process("place", () => new Places(origins))
            .To("out")), OnUpdate());
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "1", At(0));
        input.Pipe("a", "2", At(3), new Headers().Add("h", "2"));
        input.Pipe("b", "3", At(5));

        var only = Assert.Single(driver.Output<string, string>("out").ReadAll());
        Assert.Equal(("a", "2", 3000L, "2"), (only.Key, only.Value, only.Timestamp, only.Headers!.Last("h")!.Value.Text));
        Assert.Equal([new RecordOrigin("in", 0, 1)], origins);
    }

    [Fact]
    public void A_full_buffer_lets_the_oldest_go_or_fails_the_task()
    {
        using var eager = new TopologyTestDriver(Limited(BufferConfig.MaxRecords(2)));
        Fill(eager);
        Assert.Equal(["b", "a"], eager.Output<string, string>("out").ReadAll().Select(r => r.Key));

        using var strict = new TopologyTestDriver(Limited(BufferConfig.MaxRecords(2).ShutDownWhenFull()));
        var failure = Assert.Throws<StateException>(() => Fill(strict));
        Assert.Contains("'buffer' is full", failure.Message, StringComparison.Ordinal);

        static void Fill(TopologyTestDriver driver)
        {
            var input = driver.Input<string, string>("in");
            input.Pipe("a", "x", At(2));
            input.Pipe("b", "x", At(1));
            input.Pipe("c", "x", At(3));
            input.Pipe("d", "x", At(3));
        }
    }

    [Fact]
    public void With_time_per_key_each_device_closes_its_windows_by_its_own_updates()
    {
        using var driver = new TopologyTestDriver(Counted(w => w.WithTimePerKey(), t => t.Suppress("buffer", Final)), OnUpdate());
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("b", "x", At(6 * 3600));
        input.Pipe("a", "x", At(5));
        input.Pipe("a", "x", At(11));
        Assert.Empty(driver.Records("out"));
        driver.Restart();
        input.Pipe("a", "x", At(12));

        Assert.Equal(["a@0=2 @5"], Windows(driver));
    }

    [Fact]
    public void With_time_per_key_a_time_limit_runs_by_the_updates_of_the_key()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s
            .Table<string, string>("in", "table")
            .Suppress("buffer", Suppressed.UntilTimeLimit(5.Seconds(), BufferConfig.Unbounded()).WithTimePerKey())
            .ToStream().To("out")));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "1", At(0));
        input.Pipe("b", "2", At(1000));
        input.Pipe("a", "3", At(4));
        Assert.Empty(driver.Records("out"));
        input.Pipe("a", "4", At(5));

        Assert.Equal(["4"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void A_join_sees_the_suppressed_table_as_those_downstream_do()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s
            .Stream<string, string>("stream")
            .Join(
                s.Table<string, string>("in", "table").Suppress("buffer", Suppressed.UntilTimeLimit(5.Seconds(), BufferConfig.Unbounded())),
                (left, right) => left + right)
            .To("out")));
        var table = driver.Input<string, string>("in");
        var stream = driver.Input<string, string>("stream");

        table.Pipe("a", "1", At(0));
        stream.Pipe("a", "before ", At(1));
        table.Pipe("b", "1", At(5));
        stream.Pipe("a", "after ", At(5));
        table.Pipe("a", "2", At(6));
        stream.Pipe("a", "still ", At(6));

        Assert.Equal(["after 1", "still 1"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void The_buffer_is_written_with_the_serdes_of_the_store_above_it()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s
            .Table<Guid, Version>("in", "table", new() { KeySerde = Serdes.Guid, ValueSerde = new VersionSerde() })
            .Suppress("buffer", Suppressed.UntilTimeLimit(5.Seconds(), BufferConfig.Unbounded()))
            .ToStream().To("out", new() { KeySerde = Serdes.Guid, ValueSerde = new VersionSerde() })));
        var input = driver.Input<Guid, Version>("in", Serdes.Guid, new VersionSerde());

        input.Pipe(Guid.Empty, new Version(1, 2), At(0));
        driver.Restart();
        input.Pipe(Guid.NewGuid(), new Version(3, 4), At(5));

        Assert.Equal([new Version(1, 2)], driver.Output<Guid, Version>("out", Serdes.Guid, new VersionSerde()).ReadValues());
    }

    [Fact]
    public void A_session_is_final_when_it_takes_no_more_records_and_not_a_millisecond_before_as_in_kafka_streams()
    {
        Assert.Equal([], Sessions(KafkaStreamsFacts.None));
        Assert.Equal(["a@0-0=1"], Sessions(KafkaStreamsFacts.OpenSessionsLeaveSuppression));

        static IEnumerable<string> Sessions(KafkaStreamsFacts facts)
        {
            var serde = new SessionWindowedSerde<string>(Serdes.String);
            using var driver = new TopologyTestDriver(
                new Inline(s => s.Stream<string, string>("in").GroupByKey()
                    .WindowedBy(SessionWindows.Of(10.Seconds()).Grace(2.Seconds())).Count("counts")
                    .Suppress("buffer", Final)
                    .ToStream().To("out", new Produced<Windowed<string>, long> { KeySerde = serde })),
                OnUpdate() with { Facts = facts });
            var input = driver.Input<string, string>("in");
            input.Pipe("a", "x", At(0));
            input.Pipe("b", "x", At(12));
            input.Pipe("a", "x", At(9));
            return driver.Output<Windowed<string>, long>("out", serde).ReadAll().Select(r => $"{r.Key.Key}@{r.Key.Start / 1000}-{r.Key.End / 1000}={r.Value}");
        }
    }

    [Fact]
    public void Waiting_for_windows_to_close_where_there_are_none_is_a_problem()
    {
        var failure = Assert.Throws<TopologyException>(() => new TopologyTestDriver(new Inline(s => s
            .Table<Windowed<string>, long>("in", "table", new() { KeySerde = new SessionWindowedSerde<string>(Serdes.String) })
            .Suppress("buffer", Final))));

        Assert.Contains("SuppressTests.cs", failure.Message, StringComparison.Ordinal);
        Assert.Contains("none of them is known", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_versioned_table_cannot_be_suppressed()
    {
        var failure = Assert.Throws<TopologyException>(() => new TopologyTestDriver(new Inline(s => s
            .Table<string, string>("in", "table", materialized: new() { History = 1.Hours() })
            .Suppress("buffer", Suppressed.UntilTimeLimit(5.Seconds(), BufferConfig.Unbounded())))));

        Assert.Contains("versioned", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmitStrategy.OnUpdate, false)]
    [InlineData(EmitStrategy.OnCommit, false)]
    [InlineData(EmitStrategy.OnUpdate, true)]
    [InlineData(EmitStrategy.OnCommit, true)]
    public void Restarts_and_lost_state_change_nothing(EmitStrategy emit, bool timePerKey)
    {
        var records = Runs.Records(seed: 11, count: 400);
        var topology = new Inline(s =>
        {
            var sessions = s.Stream<string, string>("in").GroupByKey().WindowedBy(SessionWindows.Of(5.Seconds()).Grace(2.Seconds()));
            (timePerKey ? sessions.WithTimePerKey() : sessions).Count("counts")
                .Suppress("buffer", Final)
                .ToStream().To("out", new Produced<Windowed<string>, long> { KeySerde = new SessionWindowedSerde<string>(Serdes.String) });
        });
        var expected = Runs.Through(topology, records, Options());
        Assert.NotEmpty(expected);

        Assert.Equal(expected, Runs.Through(topology, records, Options(), i => i % 7 == 3));
        Assert.Equal(expected, Runs.ThroughLoss(topology, records, 200, Options()));

        TestDriverOptions Options() => new() { Emit = emit, State = new InMemoryStateBackendProvider() };
    }

    private static TestDriverOptions OnUpdate() => new() { Emit = EmitStrategy.OnUpdate };

    private static Inline Limited(BufferConfig buffer) => new(s => s
        .Table<string, string>("in", "table")
        .Suppress("buffer", Suppressed.UntilTimeLimit(1.Hours(), buffer))
        .ToStream().To("out"));

    private static Inline Counted(
        Func<TimeWindowedKStream<string, string>, TimeWindowedKStream<string, string>> configure,
        Func<KTable<Windowed<string>, long>, KTable<Windowed<string>, long>> suppress) => new(s =>
        suppress(configure(s.Stream<string, string>("in").GroupByKey().WindowedBy(TenSeconds)).Count("counts"))
            .ToStream().To("out", new Produced<Windowed<string>, long> { KeySerde = new WindowedSerde<string>(Serdes.String, TenSeconds.Size) }));

    private static IEnumerable<string> Windows(TopologyTestDriver driver) =>
        driver.Output<Windowed<string>, long>("out", new WindowedSerde<string>(Serdes.String, TenSeconds.Size)).ReadAll()
            .Select(r => $"{r.Key.Key}@{r.Key.Start / 1000}={r.Value} @{r.Timestamp / 1000}");

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private sealed class Places(List<RecordOrigin> places) : Processor<string, string, string, string>
    {
        public override void Process(in Record<string, string> record)
        {
            places.Add(Context.Origin);
            Context.Forward(record);
        }
    }

    private sealed class VersionSerde : Serde<Version>
    {
        public override void Serialize(Version value, System.Buffers.IBufferWriter<byte> output, in SerdeContext context) =>
            System.Buffers.BuffersExtensions.Write(output, System.Text.Encoding.UTF8.GetBytes(value.ToString()));

        public override Version Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => Version.Parse(System.Text.Encoding.UTF8.GetString(data));
    }
}
