using Millrace.Conformance.Ports.Window;

namespace Millrace.Conformance.Ports.Caching;

/// <summary>The ports of family <c>caching</c>, by case.</summary>
internal static class CachingPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["session"] = new(b => SessionPorts
            .Concatenate(Spread.From(b).GroupByKey().WindowedBy(SessionWindows.Of(3.Seconds()).Grace(60.Seconds())))
            .ToStream().To("out", SessionPorts.ByTexts)),
    };
}
