using Millrace.Testing;

namespace Millrace.Tests.Operators;

public sealed class SplitTests
{
    [Fact]
    public void The_first_branch_that_takes_a_record_has_it_alone()
    {
        using var driver = Driver(s => s.Stream<string, long>("in").Split()
            .Branch((_, v) => v > 10, b => b.To("large"))
            .Branch((_, v) => v > 5, b => b.To("middle"))
            .DefaultBranch().To("small"));

        Pipe(driver, 11, 7, 1);

        Assert.Equal([11], Read(driver, "large"));
        Assert.Equal([7], Read(driver, "middle"));
        Assert.Equal([1], Read(driver, "small"));
    }

    [Fact]
    public void What_no_branch_takes_goes_nowhere_and_is_not_dropped()
    {
        using var driver = Driver(s => s.Stream<string, long>("in").Split().Branch((_, v) => v > 10, b => b.To("large")));

        Pipe(driver, 1);

        Assert.Empty(driver.Records("large"));
        Assert.Equal(0, driver.DroppedRecords);
    }

    [Fact]
    public void Branches_can_be_merged_again()
    {
        using var driver = Driver(s =>
        {
            s.Stream<string, long>("in").Split().Branch((_, v) => v > 10, out var large).Branch((_, v) => v < 5, out var small);
            large.MapValues(v => -v).Merge(small).To("out");
        });

        Pipe(driver, 11, 7, 1);

        Assert.Equal([-11, 1], Read(driver, "out"));
    }

    [Fact]
    public void A_branch_behind_the_default_branch_is_a_problem()
    {
        var error = Assert.Throws<TopologyException>(() => Driver(s =>
        {
            var split = s.Stream<string, long>("in").Split();
            split.DefaultBranch().To("rest");
            split.Branch((_, v) => v > 10, b => b.To("large"));
        }));

        Assert.Contains("define the default branch last", Assert.Single(error.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_is_chosen_for_each_record()
    {
        using var driver = Driver(s => s.Stream<string, long>("in").To((_, v, _) => v > 10 ? "large" : "small", ["large", "small"]));

        Pipe(driver, 11, 1);

        Assert.Equal([11], Read(driver, "large"));
        Assert.Equal([1], Read(driver, "small"));
        Assert.Equal(["in", "large", "small"], driver.Graph.Topics.Select(t => t.Name));
    }

    private static TopologyTestDriver Driver(Action<StreamsBuilder> define) => new(new Inline(define));

    private static void Pipe(TopologyTestDriver driver, params long[] values)
    {
        var input = driver.Input<string, long>("in");
        foreach (var value in values)
        {
            input.Pipe("k", value);
        }
    }

    private static IReadOnlyList<long> Read(TopologyTestDriver driver, string topic) => driver.Output<string, long>(topic).ReadValues();
}
