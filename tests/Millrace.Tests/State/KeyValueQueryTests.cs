using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.State;

public sealed class KeyValueQueryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Ranges_see_what_was_committed_and_what_was_not(int cached)
    {
        var store = Stores.KeyValue<string, string>("s");
        string? seen = null;
        using var driver = Driver(store, cached, s =>
        {
            s.Put("b", "2*");
            s.Put("bc", "new");
            s.Delete("c");
            seen = Show(s.Range(KeyRange<string>.Between("b", "c"))) + "|" + Show(s.ReverseRange(KeyRange<string>.AtMost("b")))
                + "|" + Show(s.Range(KeyRange<string>.AtLeast("c"))) + "|" + Show(s.PrefixScan("b", Serdes.String)) + "|" + Show(s.ReverseAll());
        });

        driver.Input<string, string>("in").Pipe("fill", "");
        driver.Input<string, string>("in").Pipe("look", "");

        Assert.Equal("b=2*,ba=x,bc=new|b=2*,a=1|d=4|b=2*,ba=x,bc=new|d=4,bc=new,ba=x,b=2*,a=1", seen);
    }

    [Fact]
    public void A_range_whose_ends_are_the_wrong_way_round_is_empty()
    {
        var store = Stores.KeyValue<string, string>("s");
        var count = -1;
        using var driver = Driver(store, 100, s => count = s.Range(KeyRange<string>.Between("c", "a")).Count());

        driver.Input<string, string>("in").Pipe("fill", "");
        driver.Input<string, string>("in").Pipe("look", "");

        Assert.Equal(0, count);
    }

    [Fact]
    public void A_prefix_of_the_highest_bytes_has_no_upper_end()
    {
        var store = Stores.KeyValue<byte[], string>("s");
        string? seen = null;
        using var driver = new TopologyTestDriver(new Inline(b => b.Stream<string, string>("in").Process(
            "p",
            () => new Acting<byte[]>(store, (s, _) =>
            {
                s.Put([0xfe], "below");
                s.Put([0xff], "a");
                s.Put([0xff, 0xff, 1], "b");
                seen = string.Join(',', s.PrefixScan<byte[]>([0xff], Serdes.Bytes).Select(e => e.Value));
            }),
            [store])));

        driver.Input<string, string>("in").Pipe("k", "");

        Assert.Equal("a,b", seen);
    }

    [Fact]
    public void A_full_store_deletes_what_was_used_least_recently_in_its_changelog_too()
    {
        var store = Stores.Lru<string, string>("s", 2);
        string? seen = null;
        using var driver = Driver(store, 0, s =>
        {
            s.Put("x", "1");
            s.TryGet("d", out _);
            s.Put("y", "2");
            seen = Show(s.All());
        });

        driver.Input<string, string>("in").Pipe("fill", "");
        driver.Input<string, string>("in").Pipe("look", "");

        Assert.Equal("d=4,y=2", seen);
        Assert.Contains(driver.Records("app-s-changelog"), r => r.Key!.SequenceEqual("c"u8.ToArray()) && r.Value is null);
    }

    private static string Show(IEnumerable<KeyValuePair<string, string>> entries) => string.Join(',', entries.Select(e => $"{e.Key}={e.Value}"));

    private static TopologyTestDriver Driver(KeyValueStoreBuilder<string, string> store, int cached, Action<IKeyValueStore<string, string>> look) => new(
        new Inline(b => b.Stream<string, string>("in").Process("p", () => new Acting<string>(store, (s, key) =>
        {
            if (key == "look")
            {
                look(s);
                return;
            }

            s.Put("a", "1");
            s.Put("b", "2");
            s.Put("ba", "x");
            s.Put("c", "3");
            s.Put("d", "4");
        }), [store])),
        new TestDriverOptions { CachedEntriesPerStore = cached });

    private sealed class Acting<TKey>(KeyValueStoreBuilder<TKey, string> store, Action<IKeyValueStore<TKey, string>, string> act)
        : Processor<string, string, string, string>
        where TKey : notnull
    {
        public override void Process(in Record<string, string> record) => act(Context.Store(store), record.Key);
    }
}
