using Millrace.Graph;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class TopologyDiffTests
{
    // snippet: topology-diff
    [Fact]
    public void A_store_that_is_renamed_would_begin_empty()
    {
        var old = Describe("counts", 1.Hours());

        Assert.Empty(TopologyDiff.Compare(old, Describe("counts", 1.Hours())).Differences);
        Assert.True(TopologyDiff.Compare(old, Describe("totals", 1.Hours())).NeedsReset);
        Assert.Equal(DifferenceEffect.Reinterprets, TopologyDiff.Compare(old, Describe("counts", 2.Hours())).Effect);
        Assert.Equal(old.ToJson(), TopologyDescription.FromJson(old.ToJson()).ToJson());
    }

    private static TopologyDescription Describe(string store, TimeSpan window) =>
        TopologyDescription.Of(new StreamsBuilder().Add(new Counts(store, window)).Build("counter"));
    // end snippet

    private sealed class Counts(string store, TimeSpan window) : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream<string, string>("readings")
                .GroupByKey()
                .WindowedBy(TimeWindows.Of(window))
                .Count(store)
                .ToStream((key, _) => key.Key)
                .To("counted");
    }
}
