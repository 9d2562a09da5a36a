using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests;

public sealed class ProcessorTests
{
    [Fact]
    public void A_store_survives_a_restart_and_logs_each_entry_once_a_commit()
    {
        var store = Stores.KeyValue<string, long>("totals");
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, long>("in")
            .Process("sum", () => new Sum(store), [store])
            .To("out")));
        var input = driver.Input<string, long>("in");

        input.Pipe("a", 1);
        input.Pipe("a", 2);
        driver.Restart();
        input.Pipe("a", 3);

        Assert.Equal([1, 3, 6], driver.Output<string, long>("out").ReadValues());
        Assert.Equal([1, 3, 6], driver.Output<string, long>("app-totals-changelog").ReadValues());
    }

    [Fact]
    public void A_deleted_entry_leaves_a_tombstone_and_all_shows_what_is_there_sorted()
    {
        var store = Stores.KeyValue<string, long>("totals");
        IKeyValueStore<string, long>? seen = null;
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, long>("in")
            .Process("sum", () => new Sum(store, opened => seen = opened), [store])));
        var input = driver.Input<string, long>("in");

        input.Pipe("b", 1);
        input.Pipe("a", 2);
        input.Pipe("c", 4);
        input.Pipe("b", -1);

        Assert.Equal([new("a", 2), new("c", 4)], seen!.All());
        Assert.Null(driver.Records("app-totals-changelog")[^1].Value);
    }

    [Fact]
    public void A_store_that_was_not_given_is_refused_by_name()
    {
        var store = Stores.KeyValue<string, long>("totals");
        var topology = new Inline(s => s.Stream<string, long>("in").Process("sum", () => new Sum(store)));

        var error = Assert.Throws<InvalidOperationException>(() => new TopologyTestDriver(topology));

        Assert.Contains("'totals'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Punctuations_run_by_both_clocks()
    {
        var calls = new List<string>();
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, long>("in").Process("tick", () => new Ticker(calls))));
        var input = driver.Input<string, long>("in");

        input.Pipe("a", 1, DateTimeOffset.FromUnixTimeMilliseconds(500));
        input.Pipe("a", 1, DateTimeOffset.FromUnixTimeMilliseconds(1499));
        input.Pipe("a", 1, DateTimeOffset.FromUnixTimeMilliseconds(9000));
        driver.AdvanceWallClock(TimeSpan.FromSeconds(2.5));

        // By stream time with the first record, and then past each whole second.
        Assert.Equal(["stream 500", "stream 1499", "stream 9000", "wall 2500"], calls);
    }

    private sealed class Sum(KeyValueStoreBuilder<string, long> builder, Action<IKeyValueStore<string, long>>? opened = null)
        : Processor<string, long, string, long>
    {
        private IKeyValueStore<string, long> _store = null!;

        public override void Init(IProcessorContext<string, long> context)
        {
            base.Init(context);
            _store = context.Store(builder);
            opened?.Invoke(_store);
        }

        public override void Process(in Record<string, long> record)
        {
            _store.TryGet(record.Key, out var total);
            total += record.Value;
            if (total == 0)
            {
                _store.Delete(record.Key);
            }
            else
            {
                _store.Put(record.Key, total);
            }

            Context.Forward(record.WithValue(total));
        }
    }

    private sealed class Ticker(List<string> calls) : Processor<string, long, string, long>
    {
        public override void Init(IProcessorContext<string, long> context)
        {
            base.Init(context);
            context.Schedule(TimeSpan.FromSeconds(1), PunctuationType.StreamTime, at => calls.Add($"stream {at.ToUnixTimeMilliseconds()}"));
            context.Schedule(TimeSpan.FromSeconds(1), PunctuationType.WallClockTime, at => calls.Add($"wall {at.ToUnixTimeMilliseconds()}"));
        }

        public override void Process(in Record<string, long> record)
        {
        }
    }
}
