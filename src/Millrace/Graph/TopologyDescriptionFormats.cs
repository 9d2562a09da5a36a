using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Millrace.Graph;

/// <summary>Writes descriptions.</summary>
public static class TopologyDescriptionFormats
{
    /// <summary>Text for people, an operator a line.</summary>
    public static string ToText(this TopologyDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        var text = new StringBuilder();
        text.Append("Application ").Append(description.ApplicationId).Append('\n');
        foreach (var part in description.SubTopologies)
        {
            text.Append("  Sub-topology ").Append(part.Index).Append('\n');
            foreach (var node in part.Operators)
            {
                text.Append("    ").Append(node.Id).Append(": ").Append(Label(node));
                if (node.Inputs.Count > 0)
                {
                    text.Append(" <- ").AppendJoin(", ", node.Inputs);
                }

                foreach (var store in node.Stores)
                {
                    text.Append(" [store ").Append(store.Name).Append(": ").Append(store.Kind).Append(", ").Append(store.Changelog).Append(']');
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>A flowchart in Mermaid's language.</summary>
    public static string ToMermaid(this TopologyDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        var text = new StringBuilder("flowchart TD\n");
        foreach (var part in description.SubTopologies)
        {
            text.Append("  subgraph s").Append(part.Index).Append("[\"Sub-topology ").Append(part.Index).Append("\"]\n");
            foreach (var node in part.Operators)
            {
                var (open, close) = node.Kind switch { "source" => ("([", "])"), "sink" => ("[[", "]]"), _ => ("[", "]") };
                text.Append("    n").Append(node.Id).Append(open).Append('"').Append(Escape(Label(node))).Append('"').Append(close).Append('\n');
                foreach (var store in node.Stores)
                {
                    text.Append("    ").Append(StoreId(store)).Append("[(\"").Append(Escape(store.Name)).Append("\")]\n");
                    text.Append("    n").Append(node.Id).Append(" --- ").Append(StoreId(store)).Append('\n');
                }
            }

            text.Append("  end\n");
        }

        foreach (var node in description.SubTopologies.SelectMany(p => p.Operators))
        {
            foreach (var input in node.Inputs)
            {
                text.Append("  n").Append(input).Append(" --> n").Append(node.Id).Append('\n');
            }
        }

        return text.ToString();

        static string Escape(string label) => label.Replace("\"", "#quot;", StringComparison.Ordinal);
        static string StoreId(StoreDescription store) =>
            "store_" + string.Concat(store.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
    }

    /// <summary>JSON with the names of the records' properties in camel case.</summary>
    public static string ToJson(this TopologyDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("applicationId", description.ApplicationId);
            json.WriteStartArray("subTopologies");
            foreach (var part in description.SubTopologies)
            {
                json.WriteStartObject();
                json.WriteNumber("index", part.Index);
                json.WriteStartArray("operators");
                foreach (var node in part.Operators)
                {
                    Write(json, node);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, OperatorDescription node)
    {
        json.WriteStartObject();
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
        json.WriteStartArray("stores");
        foreach (var store in node.Stores)
        {
            json.WriteStartObject();
            json.WriteString("name", store.Name);
            json.WriteString("kind", store.Kind);
            json.WriteString("changelog", store.Changelog);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Label(OperatorDescription node) => node.Kind == node.Name ? node.Kind : $"{node.Kind} {node.Name}";
}
