using FsCheck;
using FsCheck.Fluent;
using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.RandomTopologies;

/// <summary>What must not make a difference to a topology's results does not.</summary>
public sealed class RandomTopologyTests
{
    private const int Quick = 500;
    private const int Many = 100_000;

    private static readonly Gen<int[]> Steps = Gen.Choose(0, int.MaxValue - 1).ArrayOf();

    private static readonly Gen<Piped[]> Inputs =
        (from topic in Gen.Frequency((3, Gen.Constant(RandomTopology.LeftTopic)), (2, Gen.Constant(RandomTopology.RightTopic)), (2, Gen.Constant(RandomTopology.TableTopic)), (2, Gen.Constant(RandomTopology.OtherTableTopic)))
         from key in Gen.Elements("a", "b", "k0", "k1")
         from value in Gen.Frequency((6, Gen.Choose(0, 9).Select(static n => (string?)n.ToString())), (1, Gen.Constant<string?>(null)))
         from seconds in Gen.Choose(0, 60)
         select new Piped(topic, key, value, seconds)).ArrayOf();

    [Fact]
    public void An_optimized_topology_emits_what_the_plain_one_emits() => CompareOptimized(Quick);

    [Fact]
    [Trait("Suite", "fuzz")]
    public void An_optimized_topology_emits_what_the_plain_one_emits_for_many() => CompareOptimized(Many);

    [Fact]
    public void A_topology_that_emits_at_commits_ends_in_the_state_of_one_that_emits_every_update() => CompareCached(Quick);

    [Fact]
    [Trait("Suite", "fuzz")]
    public void A_topology_that_emits_at_commits_ends_in_the_state_of_one_that_emits_every_update_for_many() => CompareCached(Many);

    private static void CompareOptimized(int count) => ForAll(count, (steps, inputs) =>
    {
        var plain = Run(steps, inputs, new TestDriverOptions { Emit = EmitStrategy.OnUpdate }, stateBehindStreamsOfTables: true);
        var optimized = Run(steps, inputs, new TestDriverOptions { Emit = EmitStrategy.OnUpdate, Optimization = TopologyOptimization.All }, stateBehindStreamsOfTables: true);
        Assert.Equal(plain.Emitted, optimized.Emitted);
        Assert.Equal(plain.State, optimized.State);
    });

    private static void CompareCached(int count) => ForAll(count, (steps, inputs) =>
    {
        var uncached = Run(steps, inputs, new TestDriverOptions { Emit = EmitStrategy.OnUpdate }, stateBehindStreamsOfTables: false);
        var cached = Run(steps, inputs, new TestDriverOptions { Emit = EmitStrategy.OnCommit, RecordsPerCommit = 5 }, stateBehindStreamsOfTables: false);

        // Without timestamps: one who sees only the last of several updates does not know the newest among them.
        Assert.Equal(uncached.State.Select(WithoutTimestamp), cached.State.Select(WithoutTimestamp));
    });

    private static void ForAll(int count, Action<int[], Piped[]> compare) =>
        Prop.ForAll(Arb.From(Steps, WithoutOne), Arb.From(Inputs, WithoutOne), compare).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    /// <summary>What a topology emitted, topic by topic, and its stores' entries at the end, as text that is easy to compare.</summary>
    private static (List<string> Emitted, List<string> State) Run(int[] steps, Piped[] inputs, TestDriverOptions options, bool stateBehindStreamsOfTables)
    {
        var topology = new RandomTopology(steps, stateBehindStreamsOfTables);
        using var driver = new TopologyTestDriver(new Inline(topology.Define), options);
        foreach (var input in inputs)
        {
            driver.Input<string, string?>(input.Topic).Pipe(input.Key, input.Value, DateTimeOffset.UnixEpoch.AddSeconds(input.Seconds));
        }

        driver.Commit();
        var emitted = topology.Outputs.SelectMany(topic => driver.Output<string, string?>(topic).ReadAll().Select(r => $"{topic}: {r.Key}={r.Value} @{r.Timestamp}"));
        var state = topology.Stores.SelectMany(name => driver.Store<ITimestampedKeyValueStore<string, string?>>(name).AllWithTimestamps()
            .Select(e => $"{name}: {e.Key}={e.Value} @{e.Timestamp}"));
        return ([.. emitted], [.. state]);
    }

    private static IEnumerable<T[]> WithoutOne<T>(T[] items) => items.Select((_, i) => items.Where((_, j) => j != i).ToArray());

    private static string WithoutTimestamp(string entry) => entry[..entry.LastIndexOf('@')];

    private sealed record Piped(string Topic, string Key, string? Value, int Seconds);
}
