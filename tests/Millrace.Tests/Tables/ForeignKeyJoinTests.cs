using System.Buffers.Binary;
using System.Text;
using Millrace.Testing;

namespace Millrace.Tests.Tables;

public sealed class ForeignKeyJoinTests
{
    private const int Partitions = 5;

    [Theory]
    [InlineData(EmitStrategy.OnUpdate, false)]
    [InlineData(EmitStrategy.OnUpdate, true)]
    [InlineData(EmitStrategy.OnCommit, false)]
    [InlineData(EmitStrategy.OnCommit, true)]
    public void Over_several_partitions_and_restarts_the_results_are_those_of_a_join_of_the_latest_values(EmitStrategy emit, bool keepsLeft)
    {
        using var driver = new TopologyTestDriver(new Inline(b => Orders(b, keepsLeft)), new TestDriverOptions { Emit = emit, Partitions = Partitions });
        var orders = driver.Input<string, string?>("orders");
        var customers = driver.Input<string, string?>("customers");
        var latestOrders = new Dictionary<string, string>(StringComparer.Ordinal);
        var latestCustomers = new Dictionary<string, string>(StringComparer.Ordinal);
        var random = new Random(20);
        for (var i = 0; i < 600; i++)
        {
            if (random.Next(3) > 0)
            {
                Put(orders, latestOrders, $"o{random.Next(12)}", random.Next(6) == 0 ? null : $"c{random.Next(7)}:{i}");
            }
            else
            {
                Put(customers, latestCustomers, $"c{random.Next(7)}", random.Next(4) == 0 ? null : $"name{i}");
            }

            if (i % 100 == 50)
            {
                driver.Restart();
            }
        }

        var expected = latestOrders
            .Select(o => (o.Key, Order: o.Value, Customer: latestCustomers.GetValueOrDefault(o.Value.Split(':')[0])))
            .Where(r => keepsLeft || r.Customer is not null)
            .Select(r => $"{r.Key}: {r.Order}/{r.Customer ?? "none"}");
        var results = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var result in driver.Output<string, string?>("out").ReadAll())
        {
            results[result.Key] = result.Value;
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), results.Where(r => r.Value is not null).Select(r => $"{r.Key}: {r.Value}").Order(StringComparer.Ordinal));
        Assert.True(driver.Records("app-by-customer-subscription-registration-topic").Select(r => r.Partition).Distinct().Count() > 2, "the foreign keys spread");

        void Put(TestInputTopic<string, string?> topic, Dictionary<string, string> latest, string key, string? value)
        {
            topic.Pipe(key, value);
            if (value is null)
            {
                latest.Remove(key);
            }
            else
            {
                latest[key] = value;
            }
        }
    }

    [Fact]
    public void A_registration_goes_to_its_foreign_keys_partition_and_the_answer_comes_back_to_the_lefts()
    {
        using var driver = new TopologyTestDriver(new Inline(b => Orders(b, keepsLeft: true)), new TestDriverOptions { Partitions = Partitions });
        for (var i = 0; i < 20; i++)
        {
            driver.Pipe("orders", Bytes($"o{i}"), Bytes($"c{i % 7}:x"), i, partition: i % Partitions);
        }

        Assert.All(
            driver.Records("app-by-customer-subscription-registration-topic"),
            r => Assert.Equal(Murmur2.Partition(r.Key, Partitions), r.Partition));
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => ($"o{i}", i % Partitions)),
            driver.Records("app-by-customer-subscription-response-topic").Select(r => (Encoding.UTF8.GetString(r.Key!), r.Partition)));
        Assert.All(
            driver.Records("app-by-customer-subscription-registration-topic"),
            r => Assert.Contains(BinaryPrimitives.ReadInt32BigEndian(r.Value.AsSpan(^4..)), Enumerable.Range(0, Partitions)));
    }

    [Fact]
    public void Foreign_keys_and_values_may_be_numbers_of_which_there_may_be_none()
    {
        using var driver = new TopologyTestDriver(
            new Inline(b => b.Table<string, string>("readings", "readings")
                .LeftJoin("by-unit", b.Table<long, long>("units", "units"), v => v == "-" ? null : long.Parse(v), (l, r) => $"{l}:{r?.ToString() ?? "none"}")
                .ToStream().To("out")),
            new TestDriverOptions { Emit = EmitStrategy.OnUpdate, Partitions = 3 });
        var readings = driver.Input<string, string>("readings");
        var units = driver.Input<long, long?>("units");

        readings.Pipe("a", "0");
        units.Pipe(0, 0);
        readings.Pipe("a", "-");
        readings.Pipe("a", "0");
        units.Pipe(0, null);

        Assert.Equal(["0:none", "0:0", "-:none", "0:0", "0:none"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void Subscribers_of_one_foreign_key_are_told_in_order_of_their_keys_and_those_of_others_are_not()
    {
        using var driver = new TopologyTestDriver(new Inline(b => Orders(b, keepsLeft: false)), new TestDriverOptions { Emit = EmitStrategy.OnUpdate });
        var orders = driver.Input<string, string?>("orders");
        foreach (var (key, customer) in new[] { ("o3", "c"), ("o1", "c"), ("", "d"), ("o2", "c"), ("o4", "cc"), ("o5", "b") })
        {
            orders.Pipe(key, $"{customer}:x");
        }

        orders.Pipe("o2", "d:x");
        driver.Input<string, string>("customers").Pipe("c", "name");

        Assert.Equal(["o1", "o3"], driver.Output<string, string?>("out").ReadAll().Where(r => r.Value is not null).Select(r => r.Key));
    }

    [Fact]
    public void Joins_of_tables_whose_serdes_were_named_take_them_over()
    {
        var graph = new StreamsBuilder().Add(new Inline(b => b
            .Table("left", "l", new Consumed<string, Text> { ValueSerde = new TextSerde() })
            .Join("j", b.Table("right", "r", new Consumed<string, Text> { ValueSerde = new TextSerde() }), v => v.Value, (l, r) => l.Value + r.Value)
            .ToStream().To("out"))).Build("app");

        Assert.Contains(graph.Topics, t => t.Name == "app-j-subscription-response-topic");
    }

    private static void Orders(StreamsBuilder builder, bool keepsLeft)
    {
        var orders = builder.Table<string, string>("orders", "orders");
        var customers = builder.Table<string, string>("customers", "customers");
        var joined = keepsLeft
            ? orders.LeftJoin("by-customer", customers, v => v.Split(':')[0], (l, r) => $"{l}/{r ?? "none"}", store: "joined")
            : orders.Join("by-customer", customers, v => v.Split(':')[0], (l, r) => $"{l}/{r}");
        joined.ToStream().To("out");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private sealed record Text(string Value);

    private sealed class TextSerde : Serde<Text>
    {
        public override void Serialize(Text value, System.Buffers.IBufferWriter<byte> output, in SerdeContext context) => Encoding.UTF8.GetBytes(value.Value, output);

        public override Text Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => new(Encoding.UTF8.GetString(data));
    }
}
