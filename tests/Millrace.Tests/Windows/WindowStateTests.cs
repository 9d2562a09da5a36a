using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Windows;

/// <summary>What windows make of restarts, lost state, a cache of any size and failed commits: no difference.</summary>
public sealed class WindowStateTests
{
    public static TheoryData<string, EmitStrategy> Kinds()
    {
        var kinds = new TheoryData<string, EmitStrategy>();
        foreach (var emit in Enum.GetValues<EmitStrategy>())
        {
            kinds.Add("tumbling", emit);
            kinds.Add("hopping", emit);
            kinds.Add("sliding", emit);
            kinds.Add("per key", emit);
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Restarts_change_nothing(string kind, EmitStrategy emit)
    {
        var records = Runs.Records(seed: 1, count: 300);
        var whole = Runs.Through(Topology(kind, emit), records, new());

        Assert.NotEmpty(whole);
        Assert.Equal(whole, Runs.Through(Topology(kind, emit), records, new(), restarts: i => i % 7 == 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_does_not_matter_what_is_in_memory(string kind, EmitStrategy emit)
    {
        var records = Runs.Records(seed: 2, count: 300);
        var whole = Runs.Through(Topology(kind, emit), records, new());

        Assert.Equal(whole, Runs.Through(Topology(kind, emit), records, new() { CachedEntriesPerStore = 0 }));
        Assert.Equal(whole, Runs.Through(Topology(kind, emit), records, new() { CachedEntriesPerStore = 3 }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void State_that_was_lost_comes_back_from_the_changelog(string kind, EmitStrategy emit)
    {
        var records = Runs.Records(seed: 3, count: 200);
        var whole = Runs.Through(Topology(kind, emit), records, new());

        for (var lostBefore = 20; lostBefore < records.Count; lostBefore += 60)
        {
            Assert.Equal(whole, Runs.ThroughLoss(Topology(kind, emit), records, lostBefore, new()));
        }
    }

    [Fact]
    public void With_time_per_key_a_record_that_stays_in_its_windows_stores_no_clock()
    {
        using var driver = new TopologyTestDriver(Topology("per key", EmitStrategy.OnUpdate));
        var input = driver.Input<string, string>("in");
        for (var second = 0; second < 10; second++)
        {
            input.Pipe("a", "x", DateTimeOffset.UnixEpoch + second.Seconds());
        }

        Assert.Single(driver.Records("app-windows-clocks-changelog"));
        Assert.Equal(10, driver.Records("app-windows-changelog").Count);
    }

    [Fact]
    public void Windows_expire_by_whole_segments_without_tombstones()
    {
        var state = new InMemoryStateBackendProvider();
        using var driver = new TopologyTestDriver(Topology("tumbling", EmitStrategy.OnUpdate), new() { State = state });
        var input = driver.Input<string, string>("in");
        for (var minute = 0; minute < 60; minute++)
        {
            input.Pipe("a", "x", DateTimeOffset.UnixEpoch + minute.Minutes());
            input.Pipe("b", "x", DateTimeOffset.UnixEpoch + minute.Minutes());
        }

        Assert.DoesNotContain(driver.Records("app-windows-changelog"), r => r.Value is null);

        // Segments of a minute: two windows in each of those that are not wholly expired, and what the store has seen.
        var bytes = state.Open(new TaskId(0, 0), ["windows"]).Store(0);
        Assert.InRange(bytes.ApproximateCount, 3, 5);
        Assert.Equal(2, driver.Store<ITimestampedWindowStore<string, long>>("windows").All().Count());
    }

    private static Inline Topology(string kind, EmitStrategy emit) => new(streams =>
    {
        var grouped = streams.Stream<string, string>("in").GroupByKey();
        var windowed = kind switch
        {
            "tumbling" => grouped.WindowedBy(TimeWindows.Of(10.Seconds()).Grace(2.Seconds())),
            "hopping" => grouped.WindowedBy(TimeWindows.Of(10.Seconds()).Advance(3.Seconds()).Grace(2.Seconds())),
            "sliding" => grouped.WindowedBy(SlidingWindows.Of(10.Seconds()).Grace(2.Seconds())),
            _ => grouped.WindowedBy(TimeWindows.Of(10.Seconds()).Grace(2.Seconds())).WithTimePerKey(),
        };
        windowed.Emit(emit).Count("windows").ToStream()
            .To("out", new Produced<Windowed<string>, long> { KeySerde = new WindowedSerde<string>(Serdes.String, 10.Seconds()) });
    });
}
