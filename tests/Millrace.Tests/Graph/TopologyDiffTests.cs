using Millrace.Graph;
using Millrace.State;

namespace Millrace.Tests.Graph;

public sealed class TopologyDiffTests
{
    [Fact]
    public void The_same_topology_has_no_difference()
    {
        var diff = Compare(Counting("counts"), Counting("counts"));

        Assert.Empty(diff.Differences);
        Assert.Equal(DifferenceEffect.Compatible, diff.Effect);
        Assert.False(diff.NeedsReset);
    }

    [Fact]
    public void A_filter_more_is_compatible()
    {
        var diff = Compare(
            Counting("counts"),
            s => s.Stream<string, string>("in").Filter((_, v) => v.Length > 0).GroupByKey().Count("counts").ToStream().To("out"));

        Assert.Empty(diff.Differences);
    }

    [Fact]
    public void A_removed_store_leaves_its_changelog_behind()
    {
        var diff = Compare(Counting("counts"), s => s.Stream<string, string>("in").MapValues(v => (long)v.Length).To("out"));

        Assert.Equal(DifferenceEffect.Orphans, diff.Effect);
        Assert.False(diff.NeedsReset);
        Assert.Contains("app-counts-changelog", Assert.Single(diff.Differences).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_store_needs_a_reset_and_is_told_from_a_removed_one()
    {
        var diff = Compare(Counting("counts"), Counting("totals"));

        Assert.True(diff.NeedsReset);
        Assert.Equal(("store counts", true), (diff.Differences[0].Subject, diff.Differences[0].What.Contains("totals", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_new_store_begins_empty_and_that_is_compatible()
    {
        var diff = Compare(s => s.Stream<string, string>("in").To("out2"), s =>
        {
            s.Stream<string, string>("in").To("out2");
            Counting("counts")(s);
        });

        Assert.Equal(DifferenceEffect.Compatible, diff.Effect);
        Assert.Contains(diff.Differences, d => d.Subject == "store counts");
    }

    [Fact]
    public void Other_types_reinterpret_state()
    {
        var diff = Compare(
            s => s.Stream<string, string>("in").Process<string, string, string, string>("p", () => throw new InvalidOperationException(), [Stores.KeyValue<string, long>("kept")]).To("out"),
            s => s.Stream<string, string>("in").Process<string, string, string, string>("p", () => throw new InvalidOperationException(), [Stores.KeyValue<string, string>("kept")]).To("out"));

        Assert.Equal(DifferenceEffect.Reinterprets, diff.Effect);
        Assert.True(diff.NeedsReset);
        Assert.Contains("written as long and would be read as string", diff.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_value_store_that_becomes_a_window_store_needs_a_reset()
    {
        var diff = Compare(
            Counting("counts"),
            s => s.Stream<string, string>("in").GroupByKey().WindowedBy(TimeWindows.Of(1.Minutes())).Count("counts").ToStream((w, _) => w.Key).To("out"));

        Assert.Equal(DifferenceEffect.NeedsReset, diff.Effect);
    }

    [Fact]
    public void Another_size_of_windows_reinterprets_them_and_another_grace_does_not()
    {
        var size = Compare(Hourly(TimeWindows.Of(1.Hours())), Hourly(TimeWindows.Of(2.Hours())));
        var grace = Compare(Hourly(TimeWindows.Of(1.Hours())), Hourly(TimeWindows.Of(1.Hours()).Grace(5.Minutes())));

        Assert.Equal(DifferenceEffect.Reinterprets, size.Effect);
        Assert.Contains("window size", size.ToText(), StringComparison.Ordinal);
        Assert.Equal(DifferenceEffect.Compatible, grace.Effect);
        Assert.NotEmpty(grace.Differences);

        static Action<StreamsBuilder> Hourly(TimeWindows windows) =>
            s => s.Stream<string, string>("in").GroupByKey().WindowedBy(windows).Count("counts").ToStream((w, _) => w.Key).To("out");
    }

    [Fact]
    public void Another_number_of_partitions_of_a_repartition_topic_needs_a_reset()
    {
        var diff = Compare(Through(4), Through(8));

        Assert.Equal(DifferenceEffect.NeedsReset, diff.Effect);
        Assert.Contains("app-by-value-repartition", diff.Differences[0].Subject, StringComparison.Ordinal);

        static Action<StreamsBuilder> Through(int partitions) => s => s.Stream<string, string>("in")
            .SelectKey((_, v) => v).Repartition("by-value", new Repartitioned<string, string> { Partitions = partitions })
            .GroupByKey().Count("counts").ToStream().To("out");
    }

    [Fact]
    public void A_store_that_is_fed_by_another_topic_is_reinterpreted()
    {
        var diff = Compare(
            Counting("counts"),
            s => s.Stream<string, string>("in").GroupBy("by-value", (_, v) => v).Count("counts").ToStream().To("out"));

        Assert.Equal(DifferenceEffect.Reinterprets, diff.Effect);
        Assert.Contains("other partitions", diff.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_repartition_topic_that_goes_may_leave_records_unread()
    {
        var diff = Compare(
            s => s.Stream<string, string>("in").Repartition("again").To("out"),
            s => s.Stream<string, string>("in").To("out"));

        Assert.Equal((DifferenceEffect.Orphans, "repartition topic app-again-repartition"), (diff.Effect, Assert.Single(diff.Differences).Subject));
    }

    [Fact]
    public void Another_application_id_leaves_everything_behind()
    {
        var old = Describe(Counting("counts"));

        var diff = TopologyDiff.Compare(old, old with { ApplicationId = "other" });

        Assert.Equal((DifferenceEffect.Orphans, 1), (diff.Effect, diff.Differences.Count));
    }

    private static Action<StreamsBuilder> Counting(string store) =>
        s => s.Stream<string, string>("in").GroupByKey().Count(store).ToStream().To("out");

    private static TopologyDiff Compare(Action<StreamsBuilder> old, Action<StreamsBuilder> @new) => TopologyDiff.Compare(Describe(old), Describe(@new));

    private static TopologyDescription Describe(Action<StreamsBuilder> define) =>
        TopologyDescription.Of(new StreamsBuilder().Add(new Inline(define)).Build("app"));
}
