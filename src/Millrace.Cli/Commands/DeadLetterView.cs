using System.Text;
using Millrace.Cli.Infrastructure;

namespace Millrace.Cli.Commands;

/// <summary>Shows a dead letter whole.</summary>
internal static class DeadLetterView
{
    private const int BytesPerLine = 16;

    public static void Write(Output output, DeadLetter letter)
    {
        if (output.Json)
        {
            output.JsonLine(json =>
            {
                json.WriteString("id", letter.Id);
                json.WriteString("timestamp", Output.Iso(letter.Timestamp));
                json.WriteString("origin", letter.Origin);
                json.WriteString("key", letter.Key is null ? null : Convert.ToHexStringLower(letter.Key));
                json.WriteString("value", letter.Value is null ? null : Convert.ToHexStringLower(letter.Value));
                json.WriteStartArray("headers");
                foreach (var header in letter.Headers)
                {
                    json.WriteStartObject();
                    json.WriteString("name", header.Name);
                    json.WriteString("value", header.Text);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        output.Line($"Dead letter {letter.Id} of {letter.Timestamp.UtcDateTime:yyyy-MM-dd HH:mm:ss} from {letter.Origin}");
        output.Line($"  failed in {letter.Stage}: {letter.Message}");
        foreach (var header in letter.Headers)
        {
            output.Line($"  {header.Name}: {header.Text?.ReplaceLineEndings("\n    ")}");
        }

        output.Line("Key:");
        output.Line(Dump(letter.Key));
        output.Line("Value:");
        output.Line(Dump(letter.Value));
    }

    /// <summary>Offset, hexadecimal and printable characters, sixteen bytes a line.</summary>
    private static string Dump(byte[]? bytes)
    {
        if (bytes is null)
        {
            return "  null";
        }

        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += BytesPerLine)
        {
            var line = bytes.AsSpan(at, Math.Min(BytesPerLine, bytes.Length - at));
            text.Append("  ").Append(at.ToString("x4")).Append("  ");
            for (var i = 0; i < BytesPerLine; i++)
            {
                text.Append(i < line.Length ? line[i].ToString("x2") : "  ").Append(' ');
            }

            text.Append(' ');
            foreach (var b in line)
            {
                text.Append(b is >= 32 and < 127 ? (char)b : '.');
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }
}
