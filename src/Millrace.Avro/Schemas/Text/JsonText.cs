using System.Globalization;
using System.Text;

namespace Millrace.Avro.Schemas.Text;

/// <summary>Appends JSON to a text, without blanks.</summary>
internal static class JsonText
{
    public static StringBuilder AppendQuoted(this StringBuilder output, string content)
    {
        output.Append('"');
        foreach (var c in content)
        {
            switch (c)
            {
                case '"' or '\\':
                    output.Append('\\').Append(c);
                    break;
                case '\n':
                    output.Append("\\n");
                    break;
                case < ' ' or '\u007f' or '\u2028' or '\u2029' or (>= '\ud800' and <= '\udfff'):
                    output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    output.Append(c);
                    break;
            }
        }

        return output.Append('"');
    }

    public static StringBuilder AppendJson(this StringBuilder output, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.String:
                return output.AppendQuoted(value.Text);
            case JsonKind.Array:
                output.Append('[');
                for (var i = 0; i < value.Items.Count; i++)
                    output.AppendComma(i > 0).AppendJson(value.Items[i]);
                return output.Append(']');
            case JsonKind.Object:
                output.Append('{');
                for (var i = 0; i < value.Members.Count; i++)
                    output.AppendComma(i > 0).AppendQuoted(value.Members[i].Key).Append(':').AppendJson(value.Members[i].Value);
                return output.Append('}');
            default:
                return output.Append(value.Text);
        }
    }

    public static StringBuilder AppendComma(this StringBuilder output, bool needed) => needed ? output.Append(',') : output;
}
