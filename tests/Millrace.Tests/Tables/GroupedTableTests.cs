using Millrace.Testing;

namespace Millrace.Tests.Tables;

public sealed class GroupedTableTests
{
    [Theory]
    [InlineData(EmitStrategy.OnUpdate)]
    [InlineData(EmitStrategy.OnCommit)]
    public void Over_several_partitions_each_groups_sum_is_that_of_the_latest_values(EmitStrategy emit)
    {
        using var driver = new TopologyTestDriver(
            new Inline(b => b.Table<string, string>("in", "t")
                .Filter((_, v) => v != "x:0")
                .GroupBy("g", (_, v) => KeyValuePair.Create(v.Split(':')[0], long.Parse(v.Split(':')[1])))
                .Aggregate("sums", () => 0L, (_, n, sum) => sum + n, (_, n, sum) => sum - n)
                .ToStream().To("out")),
            new TestDriverOptions { Emit = emit, Partitions = 4 });
        var input = driver.Input<string, string?>("in");
        var latest = new Dictionary<string, string>(StringComparer.Ordinal);
        var random = new Random(3);
        for (var i = 0; i < 400; i++)
        {
            var key = $"k{random.Next(15)}";
            var value = random.Next(5) == 0 ? null : $"{"xyz"[random.Next(3)]}:{random.Next(10)}";
            input.Pipe(key, value);
            latest.Remove(key);
            if (value is not null and not "x:0")
            {
                latest[key] = value;
            }
        }

        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var record in driver.Output<string, long>("out").ReadAll())
        {
            sums[record.Key] = record.Value;
        }

        var expected = latest.Values.GroupBy(v => v.Split(':')[0]).Select(g => $"{g.Key}={g.Sum(v => long.Parse(v.Split(':')[1]))}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), sums.Where(s => latest.Values.Any(v => v[..1] == s.Key)).Select(s => $"{s.Key}={s.Value}").Order(StringComparer.Ordinal));
        Assert.True(driver.Records("app-g-repartition").Select(r => r.Partition).Distinct().Count() > 1, "the groups spread");
    }

    [Fact]
    public void A_subtractor_that_fails_ends_the_work_on_that_change_under_a_policy_that_skips()
    {
        using var driver = new TopologyTestDriver(
            new Inline(b => b.Table("in", "t", new Consumed<string, string> { Errors = ErrorPolicy.Skip })
                .GroupBy("g", (_, v) => KeyValuePair.Create("all", v))
                .Aggregate("texts", () => "", (_, v, all) => all + v, (_, v, all) => v == "b" ? throw new InvalidOperationException("no b") : all.Replace(v, "", StringComparison.Ordinal))
                .ToStream().To("out")),
            new TestDriverOptions { Emit = EmitStrategy.OnUpdate });
        var input = driver.Input<string, string>("in");

        input.Pipe("1", "a");
        input.Pipe("1", "b");
        input.Pipe("1", "c");
        input.Pipe("2", "d");

        Assert.Equal(["a", "b", "bd"], driver.Output<string, string>("out").ReadValues());
        Assert.True(driver.DroppedRecords > 0);
    }
}
