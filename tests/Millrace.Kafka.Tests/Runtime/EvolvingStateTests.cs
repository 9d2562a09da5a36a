using System.Text;
using Millrace.Avro;
using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.Kafka.Tests.Support;
using Millrace.SchemaRegistry;
using Millrace.State;

namespace Millrace.Kafka.Tests.Runtime;

/// <summary>Whole workers whose state's record changes from one deployment to the next; each finds the changelog alone.</summary>
public sealed class EvolvingStateTests(EmbeddedCluster cluster) : IClassFixture<EmbeddedCluster>, IDisposable
{
    private const string Count = """{"name":"count","type":"long"}""";

    private static readonly RecordSchema First = Tally(Count);
    private static readonly RecordSchema Second = Tally(Count, """{"name":"place","type":"string","default":"nowhere"}""");
    private static readonly RecordSchema Impossible = Tally(Count, """{"name":"unit","type":"string"}""");

    private readonly SchemaRegistryClient _registry = DevelopmentRegistry.CreateClient();

    [Fact]
    public async Task A_worker_restores_what_an_older_version_logged_and_is_rolled_back_over_what_the_newer_did()
    {
        var (input, output, application) = (cluster.CreateTopic(1), cluster.CreateTopic(1), cluster.UniqueName("app"));

        await RunAsync(First, application, input, output, records: 2);
        await RunAsync(Second, application, input, output, records: 1);
        await RunAsync(First, application, input, output, records: 1);
        await RunAsync(Second, application, input, output, records: 1);

        Assert.Equal(["1", "2", "3 nowhere", "4", "5 nowhere"], cluster.Read(output).Select(t => Encoding.UTF8.GetString(t.Value!)));
        Assert.Equal([1, 2], await _registry.GetVersionsAsync($"{application}-tallies-changelog-value"));
    }

    [Fact]
    public async Task A_worker_that_could_not_read_its_state_ends_before_it_joins_its_group_and_names_the_field()
    {
        var (input, output, application) = (cluster.CreateTopic(1), cluster.CreateTopic(1), cluster.UniqueName("app"));
        await RunAsync(First, application, input, output, records: 1);
        await _registry.SetCompatibilityAsync(null, CompatibilityLevel.None);

        await using var worker = RunningWorker.Start(Graph(Impossible, application, input, output), Options());
        var failure = await Assert.ThrowsAsync<IncompatibleSchemaException>(() => worker.Run.WaitAsync(Waiting.Patience));

        Assert.True(failure.IsState);
        Assert.Contains("field 'unit'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(WorkerState.Failed, worker.Worker.Status.State);
        Assert.Empty(worker.Worker.Status.Tasks);
    }

    public void Dispose() => _registry.Dispose();

    private static RecordSchema Tally(params string[] fields) =>
        (RecordSchema)AvroSchema.Parse($$"""{"type":"record","name":"Tally","fields":[{{string.Join(',', fields)}}]}""");

    private static AvroRecord Add(AvroRecord tally)
    {
        var next = new AvroRecord(tally.Schema);
        for (var i = 0; i < tally.Schema.Fields.Count; i++)
            next[i] = tally[i];
        next["count"] = (long)tally["count"]! + 1;
        return next;
    }

    private static AvroRecord Empty(RecordSchema schema)
    {
        var tally = new AvroRecord(schema) { ["count"] = 0L };
        if (schema.Find("place") is not null)
            tally["place"] = "here";
        return tally;
    }

    private static string Show(AvroRecord tally) => tally.Schema.Find("place") is null ? $"{tally["count"]}" : $"{tally["count"]} {tally["place"]}";

    private TopologyGraph Graph(RecordSchema schema, string application, string input, string output) => Inline.Graph(application, streams =>
        streams.Stream<string, string>(input)
            .GroupByKey()
            .Aggregate(
                "tallies",
                () => Empty(schema),
                (_, _, tally) => Add(tally),
                new Materialized<string, AvroRecord>
                {
                    ValueSerde = new GenericAvroSerde(_registry, schema, new AvroSerdeOptions { AutoRegister = true }),
                    Emit = EmitStrategy.OnUpdate,
                })
            .ToStream()
            .MapValues(Show)
            .To(output));

    private async Task RunAsync(RecordSchema schema, string application, string input, string output, int records)
    {
        cluster.Write(input, Enumerable.Repeat(("a", "x"), records));
        await using var worker = RunningWorker.Start(Graph(schema, application, input, output), Options());
        await worker.UntilRead(records);
        await worker.StopAsync();
    }

    private KafkaWorkerOptions Options() => new()
    {
        Client = cluster.Options,
        CommitInterval = TimeSpan.FromMilliseconds(20),
        State = new InMemoryStateBackendProvider(),
    };
}
