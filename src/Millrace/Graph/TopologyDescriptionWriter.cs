using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Millrace.Graph;

/// <summary>Writes descriptions as JSON. What is not known is left out.</summary>
internal static class TopologyDescriptionWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(TopologyDescription description)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("applicationId", description.ApplicationId);
            WriteArray(json, "subTopologies", description.SubTopologies, WritePart);
            WriteArray(json, "topics", description.Topics, WriteTopic);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WritePart(Utf8JsonWriter json, SubTopologyDescription part)
    {
        json.WriteNumber("index", part.Index);
        WriteArray(json, "operators", part.Operators, WriteOperator);
    }

    private static void WriteOperator(Utf8JsonWriter json, OperatorDescription node)
    {
        json.WriteNumber("id", node.Id);
        json.WriteString("kind", node.Kind);
        json.WriteString("name", node.Name);
        json.WriteString("topology", node.Topology);
        json.WriteStartArray("inputs");
        foreach (var input in node.Inputs)
        {
            json.WriteNumberValue(input);
        }

        json.WriteEndArray();
        json.WriteStartArray("topics");
        foreach (var topic in node.Topics)
        {
            json.WriteStringValue(topic);
        }

        json.WriteEndArray();
        WriteArray(json, "stores", node.Stores, WriteStore);
        WriteFacts(json, node.Facts);
    }

    private static void WriteStore(Utf8JsonWriter json, StoreDescription store)
    {
        json.WriteString("name", store.Name);
        json.WriteString("kind", store.Kind);
        json.WriteString("changelog", store.Changelog);
        WriteOptional(json, "keyFormat", store.KeyFormat);
        WriteOptional(json, "valueFormat", store.ValueFormat);
        WriteFacts(json, store.Facts);
    }

    private static void WriteFacts(Utf8JsonWriter json, IReadOnlyList<StoreFact> facts)
    {
        if (facts.Count > 0)
        {
            WriteArray(json, "facts", facts, static (writer, fact) =>
            {
                writer.WriteString("name", fact.Name);
                writer.WriteString("value", fact.Value);
            });
        }
    }

    private static void WriteTopic(Utf8JsonWriter json, TopicDescription topic)
    {
        json.WriteString("name", topic.Name);
        json.WriteString("role", JsonNamingPolicy.CamelCase.ConvertName(topic.Role.ToString()));
        if (topic.Partitions is { } partitions)
        {
            json.WriteNumber("partitions", partitions);
        }

        WriteOptional(json, "keyFormat", topic.KeyFormat);
        WriteOptional(json, "valueFormat", topic.ValueFormat);
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
