using Millrace.Avro;
using Millrace.State;
using Millrace.Testing;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>One version of a worker that keeps a tally of each key's values.</summary>
internal sealed class TallyWorker<TTally> : Topology
    where TTally : class, IAvroRecord<TTally>
{
    public const string Subject = "app-tallies-changelog-value";

    private readonly TTally _empty;
    private readonly Func<double, TTally, TTally> _add;

    private TallyWorker(TTally empty, Func<double, TTally, TTally> add) => (_empty, _add) = (empty, add);

    /// <summary>Starts the worker over state that an earlier one may have left; everything is read from and written to the state's bytes.</summary>
    public static TopologyTestDriver Start(
        ISchemaRegistryClient registry, IStateBackendProvider state, TTally empty, Func<double, TTally, TTally> add) => new(
        new TallyWorker<TTally>(empty, add),
        new TestDriverOptions
        {
            Serdes = new SerdeProviders([new AvroSerdeProvider(registry, new AvroSerdeOptions { AutoRegister = true }).Register<TTally>()]),
            State = state,
            CachedEntriesPerStore = 0,
        });

    protected override void Define(StreamsBuilder streams) =>
        streams.Stream<string, double>("values").GroupByKey().Aggregate("tallies", () => _empty, (_, value, tally) => _add(value, tally));
}

/// <summary>The workers as they were deployed, and what tests do with them.</summary>
internal static class TallyWorkers
{
    public static TopologyTestDriver First(ISchemaRegistryClient registry, IStateBackendProvider state) => TallyWorker<Tally>.Start(
        registry, state, new Tally(0, 0), (value, tally) => new Tally(tally.Count + 1, tally.Sum + value));

    public static TopologyTestDriver Second(ISchemaRegistryClient registry, IStateBackendProvider state) => TallyWorker<TallyWithPeak>.Start(
        registry, state, new TallyWithPeak(0, 0, 0), (value, tally) => new TallyWithPeak(tally.Count + 1, tally.Sum + value, Math.Max(tally.Peak, value)));

    public static TopologyTestDriver Impossible(ISchemaRegistryClient registry, IStateBackendProvider state) => TallyWorker<TallyWithUnit>.Start(
        registry, state, new TallyWithUnit(0, 0, ""), (value, tally) => tally with { Count = tally.Count + 1, Sum = tally.Sum + value });

    public static void Pipe(this TopologyTestDriver worker, string key, double value) =>
        worker.Input<string, double>("values").Pipe(key, value, DateTimeOffset.UnixEpoch);

    public static TTally Read<TTally>(this TopologyTestDriver worker, string key)
        where TTally : class =>
        worker.Store<IKeyValueStore<string, TTally>>("tallies").TryGet(key, out var tally) ? tally : throw new KeyNotFoundException(key);
}
