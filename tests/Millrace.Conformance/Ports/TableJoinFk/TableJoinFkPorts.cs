using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.TableJoinFk;

/// <summary>The ports of family <c>table-join-fk</c>, by case. Where Kafka Streams makes a store unasked, the sources have names here.</summary>
internal static class TableJoinFkPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["fk-join"] = new(b => Left(b).Join("fk", Right(b), ForeignKey, Join).ToStream().To("out")),
        ["fk-join-by-key-and-value"] = new(b => Left(b).Join("fk", Right(b), OwnOrForeignKey, Join).ToStream().To("out")),
        ["fk-join-materialized"] = new(b => Left(b).Join("fk", Right(b), ForeignKey, Join, store: "j").ToStream().To("out")),
        ["fk-join-result-null"] = new(b => Left(b).Join("fk", Right(b), ForeignKey, (l, r) => r.EndsWith('2') ? null : l + "/" + r).ToStream().To("out")),
        ["fk-join-versioned"] = new(b => Versioned(b, "left", "l").Join("fk", Versioned(b, "right", "r"), ForeignKey, Join).ToStream().To("out")),
        ["fk-leftJoin-versioned"] = new(b => Versioned(b, "left", "l").LeftJoin("fk", Versioned(b, "right", "r"), ForeignKey, LeftJoin).ToStream().To("out")),
        ["fk-leftJoin"] = new(b => Left(b).LeftJoin("fk", Right(b), ForeignKey, LeftJoin).ToStream().To("out")),
        ["fk-leftJoin-by-key-and-value"] = new(b => Left(b).LeftJoin("fk", Right(b), OwnOrForeignKey, LeftJoin).ToStream().To("out")),
        ["fk-leftJoin-materialized"] = new(b => Left(b).LeftJoin("fk", Right(b), ForeignKey, LeftJoin, store: "j").ToStream().To("out")),
    };

    private static KTable<string, string> Left(StreamsBuilder builder) => builder.Table<string, string>("left", "l");

    private static KTable<string, string> Right(StreamsBuilder builder) => builder.Table<string, string>("right", "r");

    private static string? ForeignKey(string value) => value.StartsWith(':') ? null : value.Split(':')[0];

    private static string? OwnOrForeignKey(string key, string value) => value.StartsWith(':') ? key : value.Split(':')[0];

    private static string Join(string left, string right) => left + "/" + right;

    private static string LeftJoin(string left, string? right) => left + "/" + Show(right);

    private static KTable<string, string> Versioned(StreamsBuilder builder, string topic, string store) =>
        builder.Table<string, string>(topic, store, materialized: new() { History = 10.Seconds() });
}
