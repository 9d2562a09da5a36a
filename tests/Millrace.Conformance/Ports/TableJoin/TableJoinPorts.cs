using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.TableJoin;

/// <summary>The ports of family <c>table-join</c>, by case. Where Kafka Streams makes a store unasked, the sources have names here.</summary>
internal static class TableJoinPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["join"] = new(b => Left(b).Join(Right(b), (l, r) => l + "/" + r).ToStream().To("out")),
        ["join-materialized"] = new(b => Left(b).Join(Right(b), (l, r) => l + "/" + r, store: "j").ToStream().To("out")),
        ["join-result-null"] = new(b => Left(b).Join(Right(b), (l, r) => l[^1] == r[^1] ? null : l + "/" + r).ToStream().To("out")),
        ["join-then-group"] = new(b => Left(b)
            .OuterJoin(Right(b), (l, r) => Show(l) + "/" + Show(r))
            .GroupBy("groups", (k, v) => KeyValuePair.Create("all", k + ":" + v))
            .Aggregate("g", () => "", (_, v, aggregate) => Shorten(aggregate + "+" + v, 60), (_, v, aggregate) => Shorten(aggregate + "-" + v, 60))
            .ToStream().To("out")),
        ["join-versioned"] = new(b => Versioned(b, "left", "l").Join(Versioned(b, "right", "r"), (l, r) => l + "/" + r).ToStream().To("out")),
        ["leftJoin-versioned"] = new(b => Versioned(b, "left", "l").LeftJoin(Versioned(b, "right", "r"), (l, r) => Show(l) + "/" + Show(r)).ToStream().To("out")),
        ["outerJoin-versioned"] = new(b => Versioned(b, "left", "l").OuterJoin(Versioned(b, "right", "r"), (l, r) => Show(l) + "/" + Show(r)).ToStream().To("out")),
        ["leftJoin"] = new(b => Left(b).LeftJoin(Right(b), (l, r) => Show(l) + "/" + Show(r)).ToStream().To("out")),
        ["leftJoin-materialized"] = new(b => Left(b).LeftJoin(Right(b), (l, r) => Show(l) + "/" + Show(r), store: "j").ToStream().To("out")),
        ["outerJoin"] = new(b => Left(b).OuterJoin(Right(b), (l, r) => Show(l) + "/" + Show(r)).ToStream().To("out")),
        ["outerJoin-materialized"] = new(b => Left(b).OuterJoin(Right(b), (l, r) => Show(l) + "/" + Show(r), store: "j").ToStream().To("out")),
    };

    private static KTable<string, string> Left(StreamsBuilder builder) => builder.Table<string, string>("left", "l");

    private static KTable<string, string> Right(StreamsBuilder builder) => builder.Table<string, string>("right", "r");

    private static KTable<string, string> Versioned(StreamsBuilder builder, string topic, string store) =>
        builder.Table<string, string>(topic, store, materialized: new() { History = 10.Seconds() });
}
