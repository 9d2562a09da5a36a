using System.Text;
using Millrace.Testing;

namespace Millrace.Tests;

public sealed class DeadLetterTests
{
    private static readonly Consumed<string, long> ToDeadLetters = new()
    {
        Errors = ErrorPolicy.DeadLetterTo("dead"),
        Validate = (_, value) => value < 0 ? "value is negative" : null,
    };

    [Fact]
    public void A_record_that_cannot_be_read_keeps_its_bytes_and_says_where_it_came_from()
    {
        using var driver = Driver(s => s.Stream("in", ToDeadLetters).To("out"));

        driver.Pipe("in", "good"u8.ToArray(), [0, 0, 0, 0, 0, 0, 0, 1], 10);
        driver.Pipe("in", "bad"u8.ToArray(), [1, 2, 3], 20, new Headers().Add("own", "x"));

        var letter = Assert.Single(driver.Records("dead"));
        Assert.Equal([1, 2, 3], letter.Value);
        Assert.Equal("bad", Encoding.UTF8.GetString(letter.Key!));
        Assert.Equal(20, letter.Timestamp);
        Assert.Equal(
            ["own", DeadLetterHeaders.Exception, DeadLetterHeaders.Message, DeadLetterHeaders.StackTrace, DeadLetterHeaders.Topic, DeadLetterHeaders.Partition, DeadLetterHeaders.Offset, DeadLetterHeaders.Timestamp, DeadLetterHeaders.Stage],
            letter.Headers!.Select(h => h.Name));
        Assert.Equal("in", letter.Headers!.Last(DeadLetterHeaders.Topic)!.Value.Text);
        Assert.Equal("1", letter.Headers!.Last(DeadLetterHeaders.Offset)!.Value.Text);
        Assert.Equal("source", letter.Headers!.Last(DeadLetterHeaders.Stage)!.Value.Text);
        Assert.Single(driver.Records("out"));
        Assert.Equal(1, driver.DeadLetters);
    }

    [Fact]
    public void A_record_that_breaks_a_rule_of_its_source_is_refused_whole()
    {
        using var driver = Driver(s => s.Stream("in", ToDeadLetters).To("out"));

        driver.Input<string, long>("in").Pipe("k", -1);

        Assert.Empty(driver.Records("out"));
        Assert.Equal("value is negative", Assert.Single(driver.Records("dead")).Headers!.Last(DeadLetterHeaders.Message)!.Value.Text);
    }

    [Fact]
    public void What_an_operator_throws_ends_that_operator_alone_and_names_its_stage()
    {
        using var driver = Driver(s =>
        {
            var stream = s.Stream("in", ToDeadLetters);
            stream.MapValues(v => v == 7 ? throw new InvalidOperationException("seven") : v, name: "no-sevens").To("out");
            stream.To("copy");
        });

        driver.Input<string, long>("in").Pipe("k", 7);

        Assert.Empty(driver.Records("out"));
        Assert.Single(driver.Records("copy"));
        var letter = Assert.Single(driver.Records("dead"));
        Assert.Equal("no-sevens", letter.Headers!.Last(DeadLetterHeaders.Stage)!.Value.Text);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 7], letter.Value);
    }

    [Fact]
    public void Without_a_policy_the_task_fails_and_says_where()
    {
        using var driver = Driver(s => s.Stream<string, long>("in").To("out"));

        var failure = Assert.Throws<RecordFailedException>(() => driver.Pipe("in", null, [1], 0));

        Assert.Equal(new RecordOrigin("in", 0, 0), failure.Origin);
        Assert.Equal("source", failure.Stage);
    }

    private static TopologyTestDriver Driver(Action<StreamsBuilder> define) => new(new Inline(define));
}
