using Millrace.Testing;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>A store that keeps records of two types.</summary>
public sealed class SharedStoreTests : IDisposable
{
    private readonly SchemaRegistryClient _registry = DevelopmentRegistry.CreateClient();

    [Fact]
    public async Task Types_that_do_not_go_together_wait_for_their_partners_side_by_side()
    {
        var provider = new AvroSerdeProvider(_registry, new AvroSerdeOptions { AutoRegister = true }).Register<Tally>().Register<TallyWithUnit>();
        var options = new TestDriverOptions { Serdes = new SerdeProviders([provider]) };

        using var driver = new TopologyTestDriver(new Joining(), options);
        driver.Input<string, Tally>("tallies").Pipe("a", new Tally(1, 2), DateTimeOffset.UnixEpoch);
        driver.Input<string, TallyWithUnit>("units").Pipe("a", new TallyWithUnit(3, 4, "kW"), DateTimeOffset.UnixEpoch);

        Assert.Equal(["2 kW"], driver.Output<string, string>("joined").ReadValues());
        var subjects = await _registry.GetSubjectsAsync();
        Assert.Contains(subjects, subject => subject.EndsWith("-changelog-value", StringComparison.Ordinal));
        Assert.Single(subjects, subject => subject.EndsWith("-changelog-right-value", StringComparison.Ordinal));
    }

    public void Dispose() => _registry.Dispose();

    private sealed class Joining : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream<string, Tally>("tallies")
                .OuterJoin("join", streams.Stream<string, TallyWithUnit>("units"), (tally, unit) => $"{tally?.Sum} {unit?.Unit}", JoinWindows.Of(5.Minutes()))
                .To("joined");
    }
}
