using Millrace.State;

namespace Millrace.Conformance.Ports.Processor;

/// <summary>The ports of family <c>processor</c>, by case.</summary>
internal static class ProcessorPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["key-value-inMemory"] = KeyValueCommands.Port(() => Stores.KeyValue<string, string>("s")),
        ["key-value-lru"] = KeyValueCommands.Port(() => Stores.Lru<string, string>("s", 3)),
        ["key-value-persistent"] = KeyValueCommands.Port(() => Stores.KeyValue<string, string>("s")),
        ["punctuate-anchored-stream-time"] = Punctuated(() => new Anchored(PunctuationType.StreamTime)),
        ["punctuate-anchored-wall-clock"] = Punctuated(() => new Anchored(PunctuationType.WallClockTime)),
        ["punctuate-cancel-stream-time"] = Punctuated(() => new Cancelling(PunctuationType.StreamTime)),
        ["punctuate-cancel-wall-clock"] = Punctuated(() => new Cancelling(PunctuationType.WallClockTime)),
        ["punctuate-flush-store"] = FlushedStore.Port,
        ["punctuate-from-process-stream-time"] = Punctuated(() => new Timeout(PunctuationType.StreamTime)),
        ["punctuate-from-process-wall-clock"] = Punctuated(() => new Timeout(PunctuationType.WallClockTime)),
        ["punctuate-stream-time"] = Punctuated(() => new Ticking(PunctuationType.StreamTime)),
        ["punctuate-two-stream-time"] = Punctuated(() => new SlowAndFast(PunctuationType.StreamTime)),
        ["punctuate-two-wall-clock"] = Punctuated(() => new SlowAndFast(PunctuationType.WallClockTime)),
        ["punctuate-wall-clock"] = Punctuated(() => new Ticking(PunctuationType.WallClockTime)),
        ["session-store-inMemory"] = SessionCommands.Port(StoreType.InMemory),
        ["session-store-persistent"] = SessionCommands.Port(StoreType.Persistent),
        ["window-store-inMemory"] = WindowCommands.Port(StoreType.InMemory, retainDuplicates: false),
        ["window-store-inMemory-duplicates"] = WindowCommands.Port(StoreType.InMemory, retainDuplicates: true),
        ["window-store-persistent"] = WindowCommands.Port(StoreType.Persistent, retainDuplicates: false),
        ["window-store-persistent-duplicates"] = WindowCommands.Port(StoreType.Persistent, retainDuplicates: true),
    };

    private static Port Punctuated(Func<PunctuatedProcessor> processor) =>
        new(b => b.Stream<string?, string?>("in").Process("p", () => (Processor<string?, string?, string?, string?>)processor()).To("out"));
}
