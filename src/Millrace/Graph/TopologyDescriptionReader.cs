using System.Text.Json;

namespace Millrace.Graph;

/// <summary>Reads descriptions from JSON. What was added to the format later may be missing.</summary>
internal static class TopologyDescriptionReader
{
    public static TopologyDescription Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new TopologyDescription(Text(root, "applicationId"), [.. Items(root, "subTopologies").Select(ReadPart)])
            {
                Topics = [.. OptionalItems(root, "topics").Select(ReadTopic)],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new TopologyDescriptionException($"This is no description of a topology: {e.Message}", e);
        }
    }

    private static SubTopologyDescription ReadPart(JsonElement part) =>
        new(part.GetProperty("index").GetInt32(), [.. Items(part, "operators").Select(ReadOperator)]);

    private static OperatorDescription ReadOperator(JsonElement node) => new(
        node.GetProperty("id").GetInt32(),
        Text(node, "kind"),
        Text(node, "name"),
        Text(node, "topology"),
        [.. Items(node, "inputs").Select(i => i.GetInt32())],
        [.. Items(node, "topics").Select(t => t.GetString()!)],
        [.. Items(node, "stores").Select(ReadStore)])
    {
        Facts = [.. OptionalItems(node, "facts").Select(ReadFact)],
    };

    private static StoreDescription ReadStore(JsonElement store) => new(Text(store, "name"), Text(store, "kind"), Text(store, "changelog"))
    {
        KeyFormat = OptionalText(store, "keyFormat"),
        ValueFormat = OptionalText(store, "valueFormat"),
        Facts = [.. OptionalItems(store, "facts").Select(ReadFact)],
    };

    private static StoreFact ReadFact(JsonElement fact) => new(Text(fact, "name"), Text(fact, "value"));

    private static TopicDescription ReadTopic(JsonElement topic)
    {
        var role = Text(topic, "role");
        return new TopicDescription(Text(topic, "name"), Enum.TryParse<TopicRole>(role, ignoreCase: true, out var known) ? known : throw new FormatException($"there is no role '{role}'"))
        {
            Partitions = topic.TryGetProperty("partitions", out var partitions) && partitions.ValueKind == JsonValueKind.Number ? partitions.GetInt32() : null,
            KeyFormat = OptionalText(topic, "keyFormat"),
            ValueFormat = OptionalText(topic, "valueFormat"),
        };
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.GetString() is { } text ? text : throw new FormatException($"'{name}' is missing");

    private static string? OptionalText(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.EnumerateArray() : throw new FormatException($"'{name}' is missing");

    private static JsonElement.ArrayEnumerator OptionalItems(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.EnumerateArray() : default;
}
