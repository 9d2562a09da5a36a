using Millrace.Testing;

namespace Millrace.Tests;

public sealed class StatelessOperatorTests
{
    [Fact]
    public void Filters_and_maps_push_records_in_order_with_time_and_headers()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in")
            .Filter((_, v) => v != "no")
            .FilterNot((k, _) => k == "skip")
            .MapValues(v => v.Length)
            .Map((k, v) => KeyValuePair.Create(k + "!", v + 1))
            .To("out")));
        var input = driver.Input<string, string>("in");
        var headers = new Headers().Add("h", "1");
        input.Pipe("a", "one", DateTimeOffset.FromUnixTimeMilliseconds(5), headers);
        input.Pipe("a", "no");
        input.Pipe("skip", "x");
        input.Pipe("b", "four", DateTimeOffset.FromUnixTimeMilliseconds(3));

        var records = driver.Output<string, int>("out").ReadAll();

        Assert.Equal([("a!", 4, 5L), ("b!", 5, 3L)], records.Select(r => (r.Key, r.Value, r.Timestamp)));
        Assert.Equal("1", records[0].Headers!.Last("h")!.Value.Text);
    }

    [Fact]
    public void A_merge_takes_both_streams_and_a_fan_out_keeps_the_order_of_definition()
    {
        using var driver = new TopologyTestDriver(new Inline(s =>
        {
            var stream = s.Stream<string, string>("in");
            stream.MapValues(v => v + "1").Merge(stream.MapValues(v => v + "2")).To("out");
        }));

        driver.Input<string, string>("in").Pipe("k", "v");

        Assert.Equal(["v1", "v2"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void One_value_becomes_many_and_an_iterator_that_throws_half_way_sends_none()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream("in", Skipping)
            .FlatMapValues(Split)
            .To("out")));
        var input = driver.Input<string, string>("in");

        input.Pipe("k", "a b");
        input.Pipe("k", "c boom");

        Assert.Equal(["a", "b"], driver.Output<string, string>("out").ReadValues());
        Assert.Equal(1, driver.DroppedRecords);

        static IEnumerable<string> Split(string text)
        {
            foreach (var word in text.Split(' '))
            {
                yield return word == "boom" ? throw new FormatException(word) : word;
            }
        }
    }

    private static readonly Consumed<string, string> Skipping = new() { Errors = ErrorPolicy.Skip };
}
