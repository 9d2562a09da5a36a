using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Stateless;

/// <summary>The ports of family <c>stateless</c>, by case.</summary>
internal static class StatelessPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["dynamic-topic"] = new(b => In(b).To((k, _, _) => k == "a" ? "out" : "out-other", ["out", "out-other"])),
        ["filter"] = new(b => In(b).Filter((_, v) => v is not null && v.StartsWith('a')).To("out")),
        ["filter-not"] = new(b => In(b).FilterNot((_, v) => v is not null && v.StartsWith('a')).To("out")),
        ["flat-map-values"] = new(b => In(b).FlatMapValues(v => v is null ? [] : v.Split(',')).To("out")),
        ["flat-map"] = new(b => In(b)
            .FlatMap<string?, string?, string?, string?>((k, v) => v is null ? [] : v.Split(',').Select(p => new KeyValuePair<string?, string?>(p, k)))
            .To("out")),
        ["headers-through-count"] = new(b => b.Stream<string, string?>("in").GroupByKey().Count("count").ToStream().To("out")),
        ["headers-through-stateless"] = new(b =>
        {
            var stream = In(b);
            stream.Filter((_, v) => v is not null)
                .FlatMapValues(v => v!.Split(','))
                .SelectKey((_, v) => (string?)v)
                .MapValues(v => (string?)v)
                .Merge(stream.Filter((_, v) => v is null))
                .To("out");
        }),
        ["map"] = new(b => In(b).Map((k, v) => KeyValuePair.Create(v, k)).To("out")),
        ["map-values"] = new(b => In(b).MapValues(v => $"<{Show(v)}>").To("out")),
        ["map-values-with-key"] = new(b => In(b).MapValues((k, v) => $"{Show(k)}:{Show(v)}").To("out")),
        ["merge"] = new(b => In(b).Merge(b.Stream<string?, string?>("in2")).MapValues(v => Show(v) + "!").To("out")),
        ["peek-foreach"] = new(b =>
        {
            var stream = In(b);
            stream.ForEach((_, _) => { });
            stream.Peek((_, _) => { }).To("out");
        }),
        ["process-many"] = new(b => In(b).Process("p", () => new ForwardThree()).To("out")),
        ["process-to-named-child"] = new(b =>
        {
            var chosen = In(b).Process("p", () => new ForwardToChild());
            chosen.To("out");
            chosen.To("out2");
        }),
        ["process-values"] = new(b => In(b).ProcessValues("p", () => new ForwardTwo()).To("out")),
        ["record-metadata"] = new(b => In(b).Process("p", () => new ShowMetadata()).To("out")),
        ["select-key"] = new(b => In(b).SelectKey((_, v) => string.IsNullOrEmpty(v) ? null : v[..1]).To("out")),
        ["split-default"] = new(b => Split(b).DefaultBranch().To("out-rest")),
        ["split-no-default"] = new(b => Split(b)),
        ["to-and-continue"] = new(b =>
        {
            var stream = In(b);
            stream.To("out");
            stream.MapValues(v => Show(v) + "?").Filter((k, _) => k is not null).To("out");
        }),
    };

    private static BranchedKStream<string?, string?> Split(StreamsBuilder builder) => In(builder).Split()
        .Branch((_, v) => v is not null && v.Contains('a', StringComparison.Ordinal), s => s.To("out"))
        .Branch((_, v) => v is not null && v.Contains('b', StringComparison.Ordinal), s => s.To("out-b"));

    private static KStream<string?, string?> In(StreamsBuilder builder) => builder.Stream<string?, string?>("in");

    private sealed class ForwardThree : Processor<string?, string?, string?, string?>
    {
        public override void Process(in Record<string?, string?> record)
        {
            Context.Forward(record);
            Context.Forward(record.WithTimestamp(record.Timestamp + 1000).WithValue<string?>(Show(record.Value) + "+1000"));
            var headers = (record.Headers?.Copy() ?? []).Add("tag", "T");
            Context.Forward(record.WithKey<string?>(Show(record.Key) + "'") with { Headers = headers });
        }
    }

    private sealed class ShowMetadata : Processor<string?, string?, string?, string?>
    {
        public override void Process(in Record<string?, string?> record)
        {
            var origin = Context.Origin;
            Context.Forward(record.WithValue<string?>($"{origin.Topic}-{origin.Partition}@{origin.Offset} streamTime={Context.StreamTime}"));
        }
    }

    private sealed class ForwardToChild : Processor<string?, string?, string?, string?>
    {
        public override void Process(in Record<string?, string?> record)
        {
            if (record.Value is null)
            {
                Context.Forward(record, "out2");
            }
            else if (record.Value.StartsWith('a'))
            {
                Context.Forward(record, "out");
            }
            else
            {
                Context.Forward(record);
            }
        }
    }

    private sealed class ForwardTwo : FixedKeyProcessor<string?, string?, string?>
    {
        public override void Process(in FixedKeyRecord<string?, string?> record)
        {
            var tagged = record.WithHeaders((record.Headers ?? []).Add("n", "1"));
            Context.Forward(tagged.WithValue<string?>(Show(record.Value) + "1"));
            Context.Forward(tagged.WithValue<string?>(Show(record.Value) + "2").WithTimestamp(record.Timestamp + 5));
        }
    }
}
