using Millrace.Testing;

namespace Millrace.Tests.Tables;

/// <summary>Values without a null: what is absent comes as a null all the same, and never as 0.</summary>
public sealed class TableOfNumbersTests
{
    private static readonly TestDriverOptions OnUpdate = new() { Emit = EmitStrategy.OnUpdate };

    [Fact]
    public void A_left_join_gives_null_for_a_number_that_is_not_there()
    {
        Assert.Equal(
            ["1+none", "1+7", "none", "2+7", "2+none"],
            Run((left, right) => left.LeftJoin(right, (l, r) => $"{l}+{r?.ToString() ?? "none"}")));
    }

    [Fact]
    public void An_outer_join_gives_null_for_the_side_that_is_not_there()
    {
        Assert.Equal(
            ["1+none", "1+7", "none+7", "2+7", "2+none"],
            Run((left, right) => left.OuterJoin(right, (l, r) => $"{l?.ToString() ?? "none"}+{r?.ToString() ?? "none"}")));
    }

    [Fact]
    public void An_inner_join_has_a_result_only_where_both_are_there()
    {
        Assert.Equal(["1+7", "none", "2+7", "none"], Run((left, right) => left.Join(right, (l, r) => $"{l}+{r}")));
    }

    [Fact]
    public void A_number_that_is_filtered_out_is_deleted_and_0_is_a_number()
    {
        using var driver = new TopologyTestDriver(
            new Inline(b => b.Table<string, long>("in", "t").Filter((_, n) => n < 5).ToNullableStream().To("out")), OnUpdate);
        var input = driver.Input<string, long?>("in");

        input.Pipe("a", 0);
        input.Pipe("a", 9);
        input.Pipe("a", 8);
        input.Pipe("a", null);
        input.Pipe("a", 3);

        Assert.Equal([0L, null, 3L], driver.Output<string, long?>("out").ReadValues());
    }

    [Fact]
    public void Groups_of_numbers_sum_up_what_their_entries_hold_now()
    {
        using var driver = new TopologyTestDriver(
            new Inline(b => b.Table<string, long>("in", "t")
                .GroupBy("g", (key, n) => KeyValuePair.Create(key[..1], n))
                .Reduce("sums", (sum, n) => sum + n, (sum, n) => sum - n)
                .ToStream().To("out")),
            OnUpdate);
        var input = driver.Input<string, long?>("in");

        input.Pipe("a1", 5);
        input.Pipe("a2", 7);
        input.Pipe("a1", 0);
        input.Pipe("a2", null);

        Assert.Equal([5L, 12L, 7L, 0L], driver.Output<string, long>("out").ReadValues());
    }

    /// <summary>Left 1, right 7, left deleted, left 2, right deleted.</summary>
    private static IEnumerable<string> Run(Func<KTable<string, long>, KTable<string, long>, KTable<string, string>> join)
    {
        using var driver = new TopologyTestDriver(
            new Inline(b => join(b.Table<string, long>("left", "l"), b.Table<string, long>("right", "r")).ToStream().To("out")), OnUpdate);
        var left = driver.Input<string, long?>("left");
        var right = driver.Input<string, long?>("right");
        left.Pipe("k", 1);
        right.Pipe("k", 7);
        left.Pipe("k", null);
        left.Pipe("k", 2);
        right.Pipe("k", null);
        return [.. driver.Output<string, string?>("out").ReadValues().Select(v => v ?? "none")];
    }
}
