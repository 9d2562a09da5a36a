using Millrace.Testing;

namespace Millrace.Tests.Processing;

public sealed class ProcessorContextTests
{
    [Fact]
    public void A_record_can_be_given_to_one_child_alone()
    {
        using var driver = Driver(
            s =>
            {
                var chosen = s.Stream<string, long>("in").Process("p", () => new Acting((c, r) => c.Forward(r, "b")));
                chosen.To("a");
                chosen.To("b");
            });

        driver.Input<string, long>("in").Pipe("k", 1);

        Assert.Empty(driver.Records("a"));
        Assert.Single(driver.Records("b"));
    }

    [Fact]
    public void A_child_that_is_not_there_is_named()
    {
        using var driver = Driver(s => s.Stream<string, long>("in").Process("p", () => new Acting((c, r) => c.Forward(r, "nobody"))).To("a"));

        var error = Assert.Throws<RecordFailedException>(() => driver.Input<string, long>("in").Pipe("k", 1));

        Assert.Equal("Processor 'p' forwards to 'nobody', which does not follow it.", error.InnerException!.Message);
    }

    [Fact]
    public void Another_thread_may_not_forward()
    {
        Exception? refused = null;
        using var driver = Driver(s => s.Stream<string, long>("in").Process("p", () => new Acting((c, r) =>
        {
            var thread = new Thread(() => refused = Record.Exception(() => c.Forward(r)));
            thread.Start();
            thread.Join();
        })).To("out"));

        driver.Input<string, long>("in").Pipe("k", 1);

        Assert.Contains("from another thread", Assert.IsType<InvalidOperationException>(refused).Message, StringComparison.Ordinal);
        Assert.Empty(driver.Records("out"));
    }

    [Fact]
    public void Nobody_may_forward_after_the_task_was_closed()
    {
        IProcessorContext<string, long>? kept = null;
        using (var driver = Driver(s => s.Stream<string, long>("in").Process("p", () => new Acting((c, _) => kept = c)).To("out")))
        {
            driver.Input<string, long>("in").Pipe("k", 1);
        }

        var error = Assert.Throws<InvalidOperationException>(() => kept!.Forward(new Record<string, long>("k", 1, 0)));

        Assert.Contains("after its task was closed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_may_forward_between_records()
    {
        IProcessorContext<string, long>? kept = null;
        using var driver = Driver(s => s.Stream<string, long>("in").Process("p", () => new Acting((c, _) => kept = c)).To("out"));
        driver.Input<string, long>("in").Pipe("k", 1);

        Assert.Throws<InvalidOperationException>(() => kept!.Forward(new Record<string, long>("k", 1, 0)));
    }

    [Fact]
    public void Records_cannot_be_sent_round_in_a_circle()
    {
        IProcessorContext<string, long>? first = null;
        using var driver = Driver(s => s.Stream<string, long>("in")
            .Process("first", () => new Acting((c, r) =>
            {
                first = c;
                c.Forward(r);
            }))
            .Process("second", () => new Acting((_, r) => first!.Forward(r)))
            .To("out"));

        var error = Assert.Throws<RecordFailedException>(() => driver.Input<string, long>("in").Pipe("k", 1));

        Assert.Equal("second", error.Stage);
        Assert.Contains("round for ever", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_processor_of_values_keeps_the_key_so_that_no_repartition_topic_is_needed()
    {
        using var driver = Driver(s => s.Stream<string, long>("in").ProcessValues("double", () => new Doubling()).GroupByKey().Count("n").ToStream().To("out"));

        driver.Input<string, long>("in").Pipe("k", 1);

        Assert.Equal([2], driver.Output<string, long>("out").ReadValues());
        Assert.DoesNotContain(driver.Graph.Topics, t => t.Role == TopicRole.Repartition);
    }

    private static TopologyTestDriver Driver(Action<StreamsBuilder> define) => new(new Inline(define));

    private sealed class Acting(Action<IProcessorContext<string, long>, Record<string, long>> act) : Processor<string, long, string, long>
    {
        public override void Process(in Record<string, long> record) => act(Context, record);
    }

    private sealed class Doubling : FixedKeyProcessor<string, long, long>
    {
        public override void Process(in FixedKeyRecord<string, long> record)
        {
            Context.Forward(record);
            Context.Forward(record.WithValue(record.Value * 2).WithTimestamp(record.Timestamp + 1));
        }
    }
}
