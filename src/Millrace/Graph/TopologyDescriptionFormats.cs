using System.Text;

namespace Millrace.Graph;

/// <summary>Writes descriptions.</summary>
public static class TopologyDescriptionFormats
{
    /// <summary>Text for people, an operator a line; stores and internal topics below those that use them.</summary>
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

                text.Append('\n');
                foreach (var store in node.Stores)
                {
                    text.Append("         store ").Append(store.Name).Append(": ").Append(Explain(store)).Append(", ").Append(store.Changelog).Append('\n');
                }
            }
        }

        if (description.Topics.Count > 0)
        {
            text.Append("  Topics\n");
        }

        foreach (var topic in description.Topics)
        {
            text.Append("    ").Append(topic.Name).Append(": ").Append(Explain(topic)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>
    /// A flowchart in Mermaid's language: sub-topologies as frames, stores as cylinders beside the operators that use
    /// them, and between the frames the topics that one writes and another reads.
    /// </summary>
    public static string ToMermaid(this TopologyDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        var text = new StringBuilder("flowchart TD\n");
        foreach (var part in description.SubTopologies)
        {
            text.Append("  subgraph s").Append(part.Index).Append("[\"Sub-topology ").Append(part.Index).Append("\"]\n");
            var drawn = new HashSet<string>(StringComparer.Ordinal);
            foreach (var node in part.Operators)
            {
                var (open, close) = node.Kind switch { "source" => ("([", "])"), "sink" => ("[[", "]]"), _ => ("[", "]") };
                text.Append("    n").Append(node.Id).Append(open).Append('"').Append(Escape(Label(node))).Append('"').Append(close).Append('\n');
                foreach (var store in node.Stores)
                {
                    if (drawn.Add(store.Name))
                    {
                        text.Append("    ").Append(Id("store", store.Name)).Append("[(\"").Append(Escape($"{store.Name}<br/>{Explain(store)}")).Append("\")]\n");
                    }

                    text.Append("    n").Append(node.Id).Append(" --- ").Append(Id("store", store.Name)).Append('\n');
                }
            }

            text.Append("  end\n");
        }

        foreach (var topic in description.Topics.Where(t => t.Role == TopicRole.Repartition))
        {
            text.Append("  ").Append(Id("topic", topic.Name)).Append("[/\"").Append(Escape(topic.Name)).Append("\"/]\n");
        }

        foreach (var node in description.SubTopologies.SelectMany(p => p.Operators))
        {
            foreach (var input in node.Inputs)
            {
                text.Append("  n").Append(input).Append(" --> n").Append(node.Id).Append('\n');
            }

            foreach (var topic in node.Topics.Where(n => description.Topics.Any(t => t.Role == TopicRole.Repartition && t.Name == n)))
            {
                var (from, to) = node.Kind == "sink" ? ($"n{node.Id}", Id("topic", topic)) : (Id("topic", topic), $"n{node.Id}");
                text.Append("  ").Append(from).Append(" --> ").Append(to).Append('\n');
            }
        }

        return text.ToString();

        static string Escape(string label) =>
            label.Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<br/>", "\n", StringComparison.Ordinal)
                .Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal).Replace("\n", "<br/>", StringComparison.Ordinal);
        static string Id(string prefix, string name) => $"{prefix}_" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
    }

    /// <summary>JSON with the names of the records' properties in camel case; <see cref="TopologyDescription.FromJson"/> reads it.</summary>
    public static string ToJson(this TopologyDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return TopologyDescriptionWriter.Write(description);
    }

    private static string Label(OperatorDescription node)
    {
        var label = node.Kind == node.Name ? node.Kind : $"{node.Kind} {node.Name}";
        return node.Facts.Count == 0 ? label : $"{label} ({string.Join(", ", node.Facts)})";
    }

    private static string Explain(StoreDescription store) =>
        string.Join(", ", store.Facts.Select(f => f.ToString()).Prepend(store.Kind + Formats(store.KeyFormat, store.ValueFormat)));

    private static string Explain(TopicDescription topic) =>
        topic.Role + Formats(topic.KeyFormat, topic.ValueFormat) + (topic.Partitions is { } partitions ? $", {partitions} partitions" : "");

    /// <summary>A store whose entries are Millrace's own has no format of values.</summary>
    private static string Formats(string? key, string? value) => key is null ? "" : value is null ? $" {key}" : $" {key} -> {value}";
}
