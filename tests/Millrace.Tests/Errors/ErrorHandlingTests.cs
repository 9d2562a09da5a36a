using System.Buffers;
using System.Text;
using Millrace.Testing;

namespace Millrace.Tests.Errors;

public sealed class ErrorHandlingTests
{
    private static readonly byte[] Boom = "boom"u8.ToArray();

    [Fact]
    public void Without_a_dead_letter_topic_a_failing_operator_fails_the_task()
    {
        using var driver = Driver(new ErrorHandling(), Failing);

        var error = Assert.Throws<RecordFailedException>(() => driver.Pipe("in", null, Boom, 1));

        Assert.Equal("mapValues-1", error.Stage);
        Assert.Equal(new RecordOrigin("in", 0, 0), error.Origin);
    }

    [Fact]
    public void With_a_dead_letter_topic_the_record_goes_there_and_the_stream_goes_on()
    {
        using var driver = Driver(new ErrorHandling { DeadLetterTopic = "dead" }, Failing);

        driver.Pipe("in", null, Boom, 1);
        driver.Pipe("in", null, "fine"u8.ToArray(), 2);

        Assert.Equal(Boom, Assert.Single(driver.Records("dead")).Value);
        Assert.Single(driver.Records("out"));
        Assert.Equal(1, driver.DroppedRecords);
        Assert.Equal(1, driver.DeadLetters);
    }

    [Fact]
    public void The_application_s_dead_letter_topic_is_one_of_the_topics_that_it_needs()
    {
        using var driver = Driver(new ErrorHandling { DeadLetterTopic = "dead" }, Failing);

        Assert.Equal(TopicRole.DeadLetter, Assert.Single(driver.Graph.Topics, t => t.Name == "dead").Role);
    }

    [Fact]
    public void A_failing_handler_can_be_told_to_write_a_dead_letter_first()
    {
        using var driver = Driver(new ErrorHandling { DeadLetterTopic = "dead", Processing = ErrorHandlers.Fail }, Failing);

        Assert.Throws<RecordFailedException>(() => driver.Pipe("in", null, Boom, 1));

        Assert.Single(driver.Records("dead"));
    }

    [Fact]
    public void A_source_s_own_handlers_decide_about_its_records_alone()
    {
        var own = ErrorPolicy.HandledBy(new ErrorHandling { DeadLetterTopic = "own", Processing = ErrorHandlers.Continue });
        using var driver = Driver(
            new ErrorHandling { DeadLetterTopic = "dead" },
            s =>
            {
                s.Stream("in", new Consumed<string?, string> { Errors = own }).MapValues(Fail).To("out");
                s.Stream<string?, string>("other").MapValues(Fail).To("out");
            });

        driver.Pipe("in", null, Boom, 1);
        driver.Pipe("other", null, Boom, 2);

        Assert.Equal(1, Assert.Single(driver.Records("own")).Timestamp);
        Assert.Equal(2, Assert.Single(driver.Records("dead")).Timestamp);
        Assert.Empty(driver.Records("out"));
    }

    [Fact]
    public void A_source_s_own_policy_comes_before_the_application_s()
    {
        using var driver = Driver(
            new ErrorHandling { DeadLetterTopic = "dead" },
            s => s.Stream("in", new Consumed<string?, string> { Errors = ErrorPolicy.Fail }).MapValues(Fail).To("out"));

        Assert.Throws<RecordFailedException>(() => driver.Pipe("in", null, Boom, 1));

        Assert.Empty(driver.Records("dead"));
    }

    [Fact]
    public void A_handler_sees_the_record_as_the_operator_had_it_and_sends_letters_of_its_own()
    {
        ErrorContext? seen = null;
        using var driver = Driver(
            new ErrorHandling
            {
                Processing = context =>
                {
                    seen = context;
                    return ErrorResponse.Continue(new DeadLetter("mine", null, Encoding.UTF8.GetBytes(context.Exception.Message), context.Timestamp));
                },
            },
            s => s.Stream<string?, string>("in").Map((_, v) => KeyValuePair.Create((string?)"new", v)).MapValues(Fail).To("out"));

        driver.Pipe("in", "old"u8.ToArray(), Boom, 7);

        Assert.NotNull(seen);
        Assert.Equal(("new", "boom", ErrorKind.Processing), (seen.Key, seen.Value, seen.Kind));
        Assert.Equal("old"u8.ToArray(), seen.SourceKey);
        var letter = Assert.Single(driver.Records("mine"));
        Assert.Equal(("bad boom", 7L), (Encoding.UTF8.GetString(letter.Value!), letter.Timestamp));
    }

    [Fact]
    public void A_handler_that_throws_fails_the_task_with_both_errors()
    {
        using var driver = Driver(new ErrorHandling { Processing = _ => throw new NotSupportedException("handler") }, Failing);

        var error = Assert.Throws<RecordFailedException>(() => driver.Pipe("in", null, Boom, 1));

        var both = Assert.IsType<AggregateException>(error.InnerException).InnerExceptions;
        Assert.Equal(["bad boom", "handler"], both.Select(e => e.Message));
    }

    [Fact]
    public void Reading_processing_and_writing_are_decided_apart()
    {
        var handling = new ErrorHandling { Reading = ErrorHandlers.Continue, Writing = ErrorHandlers.Continue };
        using var driver = Driver(
            handling, s => s.Stream<string?, long>("in").MapValues(v => v == 3 ? throw new FormatException() : v).To("out", new() { ValueSerde = new Picky() }));

        driver.Pipe("in", null, [1], 1);
        driver.Pipe("in", null, [0, 0, 0, 0, 0, 0, 0, 2], 2);
        driver.Pipe("in", null, [0, 0, 0, 0, 0, 0, 0, 1], 3);

        Assert.Single(driver.Records("out"));
        Assert.Equal(2, driver.DroppedRecords);
        Assert.Throws<RecordFailedException>(() => driver.Pipe("in", null, [0, 0, 0, 0, 0, 0, 0, 3], 4));
    }

    [Fact]
    public void A_failing_punctuation_leaves_a_letter_without_key_value_and_origin()
    {
        using var driver = Driver(new ErrorHandling { DeadLetterTopic = "dead" }, s => s.Stream<string?, string>("in").Process("p", () => new FailingTicker()));

        driver.Pipe("in", "k"u8.ToArray(), "v"u8.ToArray(), 500);

        var letter = Assert.Single(driver.Records("dead"));
        Assert.Null(letter.Key);
        Assert.Null(letter.Value);
        Assert.Equal(500, letter.Timestamp);
        Assert.Null(letter.Headers!.Last(DeadLetterHeaders.Topic)!.Value.Value);
        Assert.Equal("-1", letter.Headers!.Last(DeadLetterHeaders.Offset)!.Value.Text);
    }

    [Fact]
    public void What_fails_while_a_commit_sends_results_is_no_matter_of_the_last_record()
    {
        using var driver = Driver(
            new ErrorHandling { DeadLetterTopic = "dead" },
            s => s.Stream<string, string>("in").GroupByKey().Count("n").ToStream().MapValues(n => n == 1 ? throw new FormatException("one") : n).To("out"));

        driver.Pipe("in", "k"u8.ToArray(), "v"u8.ToArray(), 5);

        var letter = Assert.Single(driver.Records("dead"));
        Assert.Null(letter.Key);
        Assert.Equal("one", letter.Headers!.Last(DeadLetterHeaders.Message)!.Value.Text);
    }

    [Fact]
    public void Kafka_Streams_headers_alone_can_be_asked_for()
    {
        using var driver = Driver(new ErrorHandling { DeadLetterTopic = "dead", OnlyKafkaStreamsHeaders = true }, Failing);

        driver.Pipe("in", null, Boom, 1);

        var headers = Assert.Single(driver.Records("dead")).Headers!;
        Assert.Equal(6, headers.Count);
        Assert.Null(headers.Last(DeadLetterHeaders.Stage));
    }

    private static void Failing(StreamsBuilder streams) => streams.Stream<string?, string>("in").MapValues(Fail).To("out");

    private static string Fail(string value) => value == "boom" ? throw new FormatException($"bad {value}") : value;

    private static TopologyTestDriver Driver(ErrorHandling errors, Action<StreamsBuilder> define) =>
        new(new Inline(define), new TestDriverOptions { Defaults = new StreamsDefaults { Errors = errors } });

    private sealed class Picky : Serde<long>
    {
        public override void Serialize(long value, IBufferWriter<byte> output, in SerdeContext context)
        {
            if (value == 2)
            {
                throw new SerdeException("not 2");
            }

            Serdes.Int64.Serialize(value, output, context);
        }

        public override long Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => Serdes.Int64.Deserialize(data, context);
    }

    private sealed class FailingTicker : Processor<string?, string, string?, string>
    {
        public override void Init(IProcessorContext<string?, string> context)
        {
            base.Init(context);
            context.Schedule(TimeSpan.FromSeconds(1), PunctuationType.StreamTime, _ => throw new FormatException("tick"));
        }

        public override void Process(in Record<string?, string> record)
        {
        }
    }
}
