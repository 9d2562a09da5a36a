using System.Text;
using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Error;

/// <summary>The ports of family <c>error</c>, by case.</summary>
internal static class ErrorPorts
{
    private static readonly ErrorHandling Fails = new() { Reading = ErrorHandlers.Fail, Processing = ErrorHandlers.Fail, Writing = ErrorHandlers.Fail };
    private static readonly ErrorHandling ReadingContinues = Fails with { Reading = ErrorHandlers.Continue };
    private static readonly ErrorHandling ProcessingContinues = Fails with { Processing = ErrorHandlers.Continue };

    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["deserialization-continue-dead-letter"] = new(Doubled) { Configure = With(Lettered(ReadingContinues)) },
        ["deserialization-continue"] = new(Doubled) { Configure = With(ReadingContinues) },
        ["deserialization-fail-dead-letter"] = new(Doubled) { Configure = With(Lettered(Fails)) },
        ["deserialization-fail"] = new(Doubled) { Configure = With(Fails) },
        ["deserialization-key-continue"] = new(b => b.Stream<long?, long?>("in").To("out")) { Configure = With(Lettered(ReadingContinues)) },
        ["processing-continue-after-forward"] = new(b => b.Stream<string?, string?>("in")
            .FlatMapValues(v => v is null ? [] : new[] { v + "1", v + "2", v + "3" })
            .MapValues(v => Fail(v, "boom2"))
            .To("out"))
        { Configure = With(Lettered(ProcessingContinues)) },
        ["processing-continue-dead-letter"] = new(Failing) { Configure = With(Lettered(ProcessingContinues)) },
        ["processing-continue-in-aggregate"] = new(b => b.Stream<string?, string?>("in")
            .SelectKey((_, v) => v is null ? null! : "all")
            .GroupByKey("g")
            .Aggregate("s", () => "", (_, v, aggregate) => Shorten(aggregate + Fail(v, "boom")))
            .ToStream().To("out"))
        { Configure = With(Lettered(ProcessingContinues)) },
        ["processing-continue-in-punctuator"] = new(b => b.Stream<string?, string?>("in").Process("p", () => new FailingTicker()).To("out"))
        {
            Configure = With(Lettered(ProcessingContinues)),
        },
        ["processing-continue"] = new(Failing) { Configure = With(ProcessingContinues) },
        ["processing-custom-handler"] = new(Failing) { Configure = With(Fails with { Processing = Own }) },
        ["processing-fail-dead-letter"] = new(Failing) { Configure = With(Lettered(Fails)) },
        ["processing-fail"] = new(Failing) { Configure = With(Fails) },
        ["production-serialization-continue"] = new(b =>
        {
            var stream = b.Stream<string?, string?>("in");
            stream.To("out", new Produced<string?, string?> { ValueSerde = FussySerde.Instance });
            stream.To("seen");
        })
        { Configure = With(Fails with { Writing = _ => ErrorResponse.Continue() }) },
        ["production-serialization-fail"] = new(b => b.Stream<string?, string?>("in")
            .To("out", new Produced<string?, string?> { ValueSerde = FussySerde.Instance }))
        { Configure = With(Fails) },
    };

    private static void Doubled(StreamsBuilder builder) => builder.Stream<string?, long?>("in").MapValues(v => v * 2).To("out");

    private static void Failing(StreamsBuilder builder) => builder.Stream<string?, string?>("in").MapValues(v => Fail(v, "boom")).To("out");

    private static ErrorHandling Lettered(ErrorHandling handling) => handling with { DeadLetterTopic = "dlq", OnlyKafkaStreamsHeaders = true };

    private static Func<TestDriverOptions, TestDriverOptions> With(ErrorHandling handling) =>
        options => options with { Defaults = new StreamsDefaults { Errors = handling } };

    private static ErrorResponse Own(ErrorContext context)
    {
        var value = $"{context.Exception.Message} from {context.Origin?.Topic}-{context.Origin?.Partition}@{context.Origin?.Offset}";
        return ErrorResponse.Continue(
            new DeadLetter("mine", Encoding.UTF8.GetBytes(Show((string?)context.Key)), Encoding.UTF8.GetBytes(value), context.Timestamp));
    }
}
