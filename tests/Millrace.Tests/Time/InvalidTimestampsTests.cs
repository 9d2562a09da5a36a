using Millrace.Testing;

namespace Millrace.Tests.Time;

public sealed class InvalidTimestampsTests
{
    [Fact]
    public void A_negative_timestamp_cannot_be_read_by_default()
    {
        using var driver = Driver(new Consumed<string, string>());

        Assert.Throws<RecordFailedException>(() => Pipe(driver, -1));
    }

    [Fact]
    public void It_goes_to_the_dead_letters_where_such_records_go()
    {
        using var driver = Driver(new Consumed<string, string> { Errors = ErrorPolicy.DeadLetterTo("dead") });

        Pipe(driver, -1);

        Assert.Single(driver.Records("dead"));
    }

    [Fact]
    public void It_is_skipped_and_counted_where_the_source_says_so()
    {
        using var driver = Driver(new Consumed<string, string> { InvalidTimestamps = InvalidTimestamps.Skip });

        Pipe(driver, -1);
        Pipe(driver, 3);

        Assert.Equal([3L], driver.Records("out").Select(r => r.Timestamp!.Value));
        Assert.Equal(1, driver.DroppedRecords);
    }

    [Fact]
    public void The_partition_s_time_can_be_taken_instead_once_there_is_one()
    {
        using var driver = Driver(new Consumed<string, string> { InvalidTimestamps = InvalidTimestamps.UsePartitionTime });

        Pipe(driver, 100);
        Pipe(driver, 50);
        Pipe(driver, -1);

        Assert.Equal([100L, 50L, 100L], driver.Records("out").Select(r => r.Timestamp!.Value));
    }

    [Fact]
    public void Without_a_partition_time_there_is_nothing_to_take()
    {
        using var driver = Driver(new Consumed<string, string> { InvalidTimestamps = InvalidTimestamps.UsePartitionTime });

        var error = Assert.Throws<RecordFailedException>(() => Pipe(driver, -1));

        Assert.Contains("has none yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_time_from_an_extractor_skips_the_record_and_moves_no_clock()
    {
        var times = new List<long>();
        using var driver = Driver(new Consumed<string, string>
        {
            Timestamp = (_, value, _, partitionTime) =>
            {
                times.Add(partitionTime);
                return value.Length == 0 ? -5 : value.Length;
            },
        });

        driver.Pipe("in", "k"u8.ToArray(), "ab"u8.ToArray(), 9);
        driver.Pipe("in", "k"u8.ToArray(), [], 9);
        driver.Pipe("in", "k"u8.ToArray(), "a"u8.ToArray(), 9);

        Assert.Equal([-1L, 2L, 2L], times);
        Assert.Equal([2L, 1L], driver.Records("out").Select(r => r.Timestamp!.Value));
        Assert.Equal(1, driver.DroppedRecords);
    }

    [Fact]
    public void Times_before_1970_can_be_accepted()
    {
        using var driver = Driver(new Consumed<string, string> { InvalidTimestamps = InvalidTimestamps.Accept });

        Pipe(driver, -1);

        Assert.Equal(-1, Assert.Single(driver.Records("out")).Timestamp);
    }

    private static void Pipe(TopologyTestDriver driver, long timestamp) => driver.Pipe("in", "k"u8.ToArray(), "v"u8.ToArray(), timestamp);

    private static TopologyTestDriver Driver(Consumed<string, string> consumed) => new(new Inline(s => s.Stream("in", consumed).To("out")));
}
