using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Processing;

public sealed class StoreAccessTests
{
    [Fact]
    public void Another_thread_may_not_use_a_store_while_its_task_runs()
    {
        Exception? read = null;
        Exception? write = null;
        using var driver = Driver(store =>
        {
            var thread = new Thread(() =>
            {
                read = Xunit.Record.Exception(() => store.TryGet("k", out _));
                write = Xunit.Record.Exception(() => store.Put("k", 2));
            });
            thread.Start();
            thread.Join();
        });

        driver.Input<string, long>("in").Pipe("k", 1);

        Assert.All((Exception?[])[read, write], e => Assert.Contains("'kept' was used by another thread", Assert.IsType<InvalidOperationException>(e).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_may_use_a_store_after_its_task_was_closed()
    {
        IKeyValueStore<string, long>? kept = null;
        using (var driver = Driver(store => kept = store))
        {
            driver.Input<string, long>("in").Pipe("k", 1);
        }

        Assert.Contains("after its task 0_0 was closed", Assert.Throws<InvalidOperationException>(() => kept!.TryGet("k", out _)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => kept!.All());
    }

    [Fact]
    public void A_test_may_look_into_a_store_between_records_from_any_thread()
    {
        using var driver = Driver(_ => { });
        driver.Input<string, long>("in").Pipe("k", 1);
        var found = 0L;
        var thread = new Thread(() => driver.Store<IKeyValueStore<string, long>>("kept").TryGet("k", out found));
        thread.Start();
        thread.Join();

        Assert.Equal(1, found);
    }

    private static TopologyTestDriver Driver(Action<IKeyValueStore<string, long>> act)
    {
        var store = Stores.KeyValue<string, long>("kept");
        return new TopologyTestDriver(new Inline(s => s.Stream<string, long>("in").Process("p", () => new Acting(store, act), [store]).To("out")));
    }

    private sealed class Acting(KeyValueStoreBuilder<string, long> builder, Action<IKeyValueStore<string, long>> act) : Processor<string, long, string, long>
    {
        public override void Process(in Record<string, long> record)
        {
            var store = Context.Store(builder);
            store.Put(record.Key, record.Value);
            act(store);
        }
    }
}
