using Millrace.State;
using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class FromStreamizTests
{
    // snippet: streamiz-test
    [Fact]
    public void Rooms_are_counted_by_floor()
    {
        using var driver = new TopologyTestDriver(new Floors());
        var rooms = driver.Input<string, string>("rooms");
        var floors = driver.Output<string, long>("floors");

        rooms.Pipe("room-1", "ground");
        rooms.Pipe("room-2", "ground");
        Assert.Equal([1L, 2L], floors.ReadValues());

        // The calls of the tables stand here.
    }
    // end snippet

    [Fact]
    public void The_topology_around_the_calls_can_be_built() => Assert.NotEmpty(new StreamsBuilder().Add(new Calls()).Build("calls").Topics);

    // snippet: streamiz-topology
    private sealed class Floors : Topology
    {
        protected override void Define(StreamsBuilder streams) => streams
            .Stream<string, string>("rooms")
            .GroupBy("by-floor", (_, floor) => floor)
            .Count("floors")
            .ToStream()
            .To("floors");
    }
    // end snippet

    // snippet: streamiz-calls
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
            var windowed = grouped.WindowedBy(TimeWindows.Of(5.Minutes()).Grace(30.Seconds()));
            var seen = Stores.KeyValue<string, long>("seen");

            // The calls of the tables stand here.
        }
    }

    private sealed class Stamped(StoreBuilder<IKeyValueStore<string, long>> seen) : Processor<string, string, string, string>
    {
        public override void Process(in Record<string, string> record)
        {
            Context.Store(seen).Put(record.Key, record.Timestamp);
            Context.Forward(record.WithTimestamp(record.Timestamp + 1000).WithValue($"{record.Value} from {Context.Origin.Topic}"));
        }
    }
    // end snippet

    [Fact]
    public void A_processor_sees_what_lambdas_do_not()
    {
        using var driver = new TopologyTestDriver(new Stamping());
        driver.Input<string, string>("lines").Pipe("a", "line", DateTimeOffset.UnixEpoch);

        var stamped = driver.Output<string, string>("stamped").Read();
        Assert.Equal((1000, "line from lines"), (stamped.Timestamp, stamped.Value));
    }

    private sealed class Stamping : Topology
    {
        protected override void Define(StreamsBuilder streams)
        {
            var seen = Stores.KeyValue<string, long>("seen");
            streams.Stream<string, string>("lines").Process("stamped", () => new Stamped(seen), [seen]).To("stamped");
        }
    }
}
