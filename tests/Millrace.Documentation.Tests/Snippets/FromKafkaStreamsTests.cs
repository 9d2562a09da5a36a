using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Extensions.Hosting;
using Millrace.Hosting;
using Millrace.State;
using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class FromKafkaStreamsTests
{
    // snippet: ported-words-test
    [Fact]
    public void Words_are_counted()
    {
        using var driver = new TopologyTestDriver(new WordCount());
        driver.Input<string, string>("lines").Pipe("page-1", "The quick fox and the lazy dog");

        var counts = driver.Output<string, long>("word-counts").ReadAll();
        Assert.Equal(2, counts.Last(record => record.Key == "the").Value);
        Assert.Equal(1, counts.Last(record => record.Key == "fox").Value);
    }
    // end snippet

    // snippet: ported-means-test
    [Fact]
    public void A_mean_comes_when_its_five_minutes_are_over()
    {
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        using var driver = new TopologyTestDriver(new Means());
        var temperatures = driver.Input<string, double>("temperatures");
        var means = driver.Output<string, double>("means");

        temperatures.Pipe("room-1", 20, noon);
        temperatures.Pipe("room-1", 23, noon + 4.Minutes());
        Assert.True(means.IsEmpty);

        temperatures.Pipe("room-1", 30, noon + 5.Minutes() + 30.Seconds());
        Assert.Equal([21.5], means.ReadValues());
    }
    // end snippet

    // snippet: ported-join-test
    [Fact]
    public void A_room_without_a_limit_has_the_usual_one()
    {
        using var driver = new TopologyTestDriver(new Verdicts());
        driver.Input<string, double>("limits").Pipe("server-room", 30);
        var temperatures = driver.Input<string, double>("temperatures");

        temperatures.Pipe("server-room", 28);
        temperatures.Pipe("office", 28);

        Assert.Equal(["fine", "too warm"], driver.Output<string, string>("verdicts").ReadValues());
    }
    // end snippet

    // snippet: ported-driver
    [Fact]
    public void A_word_is_counted()
    {
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        using var driver = new TopologyTestDriver(new WordCount());
        var lines = driver.Input<string, string>("lines");
        var counts = driver.Output<string, long>("word-counts");

        lines.Pipe("page-1", "one", noon);
        Assert.Equal([1L], counts.ReadValues());

        // The calls of the tables stand here.
    }
    // end snippet

    [Fact]
    public void The_topology_around_the_calls_can_be_built() => Assert.NotEmpty(new StreamsBuilder().Add(new Calls()).Build("calls").Topics);

    [Fact]
    public void The_processors_around_the_calls_work()
    {
        using var driver = new TopologyTestDriver(new Processors());
        driver.Input<string, string>("lines").Pipe("a", " four ");
        driver.Input<string, string?>("names").Pipe("a", "ann");

        Assert.Equal([4L], driver.Output<string, long>("lengths").ReadValues());
        Assert.Equal(["ANN"], driver.Output<string, string>("shouts").ReadValues());
    }

    // snippet: ported-program
    internal static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddMillrace();
        builder.Services.AddTopology<WordCount>();

        // The calls of the tables stand here.
        return await builder.Build().RunMillraceAsync();
    }
    // end snippet

    // snippet: ported-words
    private sealed class WordCount : Topology
    {
        protected override void Define(StreamsBuilder streams) => streams
            .Stream<string, string>("lines")
            .FlatMapValues(line => line.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .GroupBy("words", (_, word) => word)
            .Count("counts")
            .ToStream()
            .To("word-counts");
    }
    // end snippet

    // snippet: ported-means
    private readonly record struct Mean(double Sum, long Count)
    {
        public double Value => Sum / Count;

        public Mean With(double value) => new(Sum + value, Count + 1);
    }

    private sealed class MeanSerde : Serde<Mean>
    {
        public override void Serialize(Mean value, IBufferWriter<byte> output, in SerdeContext context)
        {
            var bytes = output.GetSpan(16);
            BinaryPrimitives.WriteDoubleBigEndian(bytes, value.Sum);
            BinaryPrimitives.WriteInt64BigEndian(bytes[8..], value.Count);
            output.Advance(16);
        }

        public override Mean Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            new(BinaryPrimitives.ReadDoubleBigEndian(data), BinaryPrimitives.ReadInt64BigEndian(data[8..]));
    }

    private sealed class Means : Topology
    {
        protected override void Define(StreamsBuilder streams) => streams
            .Stream<string, double>("temperatures")
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(5.Minutes()).Grace(30.Seconds()))
            .Emit(EmitStrategy.OnWindowClose)
            .Aggregate("means", () => new Mean(0, 0), (_, value, mean) => mean.With(value), new() { ValueSerde = new MeanSerde() })
            .ToStream((window, _) => window.Key)
            .MapValues(mean => mean.Value)
            .To("means");
    }
    // end snippet

    // snippet: ported-join
    private sealed class Verdicts : Topology
    {
        private const double UsualLimit = 26;

        protected override void Define(StreamsBuilder streams)
        {
            var limits = streams.Table<string, double>("limits", "limits");
            streams.Stream<string, double>("temperatures")
                .LeftJoin(limits, (temperature, limit) => temperature > (limit ?? UsualLimit) ? "too warm" : "fine")
                .To("verdicts");
        }
    }
    // end snippet

    // snippet: ported-calls
    private sealed class Calls : Topology
    {
        protected override void Define(StreamsBuilder streams)
        {
            var stream = streams.Stream<string, string>("lines");
            var other = streams.Stream<string, long>("numbers");
            var table = streams.Table<string, string>("names", "names");
            var right = streams.Table<string, long>("limits", "limits");
            var global = streams.GlobalTable<string, string>("regions", "regions");
            var grouped = stream.GroupByKey();
            var regrouped = table.GroupBy("by-name", (key, name) => KeyValuePair.Create(name, key.Length));
            var windowed = grouped.WindowedBy(TimeWindows.Of(5.Minutes()).Grace(30.Seconds()));
            var sessions = grouped.WindowedBy(SessionWindows.Of(10.Minutes()).Grace(1.Minutes()));
            var counts = windowed.Count("counts");
            var seen = Stores.KeyValue<string, long>("seen");

            // The calls of the tables stand here.
        }
    }
    // end snippet

    // snippet: ported-processors
    private sealed class Lengths(StoreBuilder<IKeyValueStore<string, long>> seen) : Processor<string, string, string, long>
    {
        public override void Process(in Record<string, string> record)
        {
            var store = Context.Store(seen);
            store.Put(record.Key, record.Timestamp);
            Context.Forward(record.WithValue((long)record.Value.Length));

            // The calls of the tables stand here.
        }
    }

    private sealed class Trimmed : FixedKeyProcessor<string, string, string>
    {
        public override void Process(in FixedKeyRecord<string, string> record) => Context.Forward(record.WithValue(record.Value.Trim()));
    }

    private sealed class Shouts : TableTransformer<string, string, string?>
    {
        public override string? Transform(string key, string? value) => value?.ToUpperInvariant();
    }
    // end snippet

    private sealed class Processors : Topology
    {
        protected override void Define(StreamsBuilder streams)
        {
            var seen = Stores.KeyValue<string, long>("seen");
            streams.Stream<string, string>("lines").ProcessValues("trimmed", () => new Trimmed()).Process("lengths", () => new Lengths(seen), [seen]).To("lengths");
            streams.Table<string, string>("names", "names").TransformValues("shout", () => new Shouts()).ToStream().To("shouts");
        }
    }
}
