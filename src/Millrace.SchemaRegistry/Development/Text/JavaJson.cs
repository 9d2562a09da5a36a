using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Writes JSON as Confluent's registry does: compact, only what must be escaped is, members in order or sorted.</summary>
internal static class JavaJson
{
    public static void AppendString(this StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                < ' ' => output.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => output.Append(c),
            };
        }

        output.Append('"');
    }

    public static void AppendValue(this StringBuilder output, JsonElement value, bool sort)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                output.Append('{');
                var members = value.EnumerateObject().AsEnumerable();
                var first = true;
                foreach (var member in sort ? members.OrderBy(m => m.Name, StringComparer.Ordinal) : members)
                {
                    output.Append(first ? "" : ",").AppendString(member.Name);
                    output.Append(':').AppendValue(member.Value, sort);
                    first = false;
                }

                output.Append('}');
                break;
            case JsonValueKind.Array:
                output.Append('[');
                for (var i = 0; i < value.GetArrayLength(); i++)
                    output.Append(i == 0 ? "" : ",").AppendValue(value[i], sort);
                output.Append(']');
                break;
            case JsonValueKind.String:
                output.AppendString(value.GetString()!);
                break;
            default:
                output.Append(value.GetRawText());
                break;
        }
    }
}
