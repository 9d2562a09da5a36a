namespace Millrace.Conformance.Ports.StreamJoin;

/// <summary>The ports of family <c>stream-join</c>, by case.</summary>
internal static class StreamJoinPorts
{
    private static readonly Dictionary<string, JoinWindows> Windows = new(StringComparer.Ordinal)
    {
        ["no-grace"] = JoinWindows.Of(5.Seconds()),
        ["grace-3000"] = JoinWindows.Of(5.Seconds()).Grace(3.Seconds()),
        ["before-only"] = JoinWindows.Of(5.Seconds()).Grace(2.Seconds()).After(TimeSpan.Zero),
        ["after-only"] = JoinWindows.Of(TimeSpan.Zero).Grace(2.Seconds()).After(4.Seconds()),
        ["shifted"] = JoinWindows.Of(TimeSpan.Zero).Grace(1.Seconds()).After(6.Seconds()).Before(-2.Seconds()),
    };

    public static IReadOnlyDictionary<string, Port> All { get; } = Every();

    private static Dictionary<string, Port> Every()
    {
        var ports = new Dictionary<string, Port>(StringComparer.Ordinal)
        {
            ["join-with-key"] = new(b => Left(b).Join("j", Right(b), (k, l, r) => $"{k}:{l}/{r}", Windows["grace-3000"]).To("out")),
            ["join-then-outer"] = new(b => Left(b)
                .Join("first", Right(b), Both, Windows["grace-3000"])
                .OuterJoin("second", Left(b), (lr, l) => $"{Functions.Show(lr)}|{Functions.Show(l)}", JoinWindows.Of(2.Seconds()).Grace(1.Seconds()))
                .To("out")),
            ["self-join-optimization-none"] = new(Itself),
            ["self-join-optimization-all"] = new(Itself) { Configure = o => o with { Optimization = TopologyOptimization.All } },
        };
        foreach (var (name, windows) in Windows)
        {
            ports[$"join-{name}"] = new(b => Left(b).Join("j", Right(b), Both, windows).To("out"));
            ports[$"leftJoin-{name}"] = new(b => Left(b).LeftJoin("j", Right(b), Both, windows).To("out"));
            ports[$"outerJoin-{name}"] = new(b => Left(b).OuterJoin("j", Right(b), Both, windows).To("out"));
        }

        return ports;
    }

    private static void Itself(StreamsBuilder b)
    {
        var input = b.Stream<string, string?>("in");
        input.Join("j", input, Both, Windows["grace-3000"]).To("out");
    }

    private static KStream<string, string?> Left(StreamsBuilder b) => b.Stream<string, string?>("left");

    private static KStream<string, string?> Right(StreamsBuilder b) => b.Stream<string, string?>("right");

    private static string Both(string? left, string? right) => $"{Functions.Show(left)}/{Functions.Show(right)}";
}
