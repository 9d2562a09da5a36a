using Millrace.State;

namespace Millrace.Conformance.Ports.VersionedStore;

/// <summary>The ports of family <c>versioned-store</c>, by case.</summary>
internal static class VersionedStorePorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["history-0-segment-1000"] = Commands(0, 1000),
        ["history-10000-segment-2000"] = Commands(10_000, 2000),
        ["history-10000-segment-5000"] = Commands(10_000, 5000),
        ["history-100000-segment-20000"] = Commands(100_000, 20_000),
    };

    private static Port Commands(int historyMs, int segmentMs) => new(b =>
    {
        var store = Stores.Versioned<string, string>("v", historyMs.Milliseconds(), segmentMs.Milliseconds());
        b.Stream<string, string>("in").Process("commands", () => new VersionedCommands(store), [store]).To("out");
    });
}
