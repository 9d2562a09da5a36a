using System.Text.Json;
using Millrace.Conformance.Dumps;
using Millrace.Conformance.Vectors;

namespace Millrace.Conformance.Running;

/// <summary>Compares the stores after the last step, as sets.</summary>
internal static class FinalStores
{
    public static IReadOnlyList<string> Compare(VectorCase vector, VectorSequence sequence, TopologyTestDriver driver)
    {
        string[] keys = [.. sequence.Steps
            .Where(s => s.Pipe is { Key.ValueKind: JsonValueKind.String })
            .Select(s => s.Pipe!.Key.GetString()!)
            .Distinct(StringComparer.Ordinal)];
        var problems = new List<string>();
        foreach (var store in vector.Stores)
        {
            var expected = sequence.Final.GetValueOrDefault(store.Name) ?? [];
            if (!StoreDumps.ByType.TryGetValue(store.Type, out var dump))
            {
                problems.Add($"  store {store.Name}: stores of type {store.Type} cannot be read yet: add a reader to StoreDumps\n");
                continue;
            }

            var read = dump.Read(driver, new StoreToRead(store.Name, keys));
            if (Difference.Between([.. expected.Select(Show)], [.. read.Select(Show)], anyOrder: true) is { } difference)
            {
                problems.Add($"  store {store.Name}:\n{difference}");
            }
        }

        return problems;
    }

    private static string Show(JsonElement entry) => Show(
        TypeCodec.Expected(entry.GetProperty("key")),
        TypeCodec.Expected(entry.GetProperty("value")),
        entry.TryGetProperty("ts", out var timestamp) ? timestamp.GetInt64() : null);

    private static string Show(StoreEntry entry) => Show(
        entry.Window is { } window ? TypeCodec.Windowed(entry.Key, window.Start, window.End) : TypeCodec.Text(entry.Key),
        entry.Value is long number ? TypeCodec.Number(number) : TypeCodec.Text((string)entry.Value),
        entry.Timestamp);

    private static string Show(string key, string value, long? timestamp) => timestamp is null ? $"{key} -> {value}" : $"{key} -> {value} @ {timestamp}";
}
