using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Millrace.Cli.Infrastructure;

/// <summary>
/// What a command says: results on standard output, as a table for people or a JSON object a line for programs;
/// everything else on standard error.
/// </summary>
internal sealed class Output(bool json, IAnsiConsole console, TextWriter standardOutput, TextWriter standardError)
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _lock = new();

    public bool Json { get; } = json;

    public IAnsiConsole Console { get; } = console;

    /// <summary>Whether a person looks at it: a terminal, and no JSON was asked for.</summary>
    public bool IsLive => !Json && Console.Profile.Capabilities.Interactive && Console.Profile.Out.IsTerminal;

    /// <summary>Writes one JSON object as a line.</summary>
    public void JsonLine(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        Line(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Writes a line of plain text to standard output.</summary>
    public void Line(string text)
    {
        lock (_lock)
        {
            standardOutput.WriteLine(text);
            standardOutput.Flush();
        }
    }

    /// <summary>Writes a line to standard error: progress, warnings.</summary>
    public void Note(string text)
    {
        lock (_lock)
        {
            standardError.WriteLine(text);
        }
    }

    /// <summary>Writes rows: a table for people, an object a row under <c>--json</c>.</summary>
    public void Rows(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        if (Json)
        {
            foreach (var row in rows)
            {
                JsonLine(writer =>
                {
                    for (var i = 0; i < columns.Count; i++)
                    {
                        Write(writer, columns[i], row[i]);
                    }
                });
            }

            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Title(column)).NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(c => new Text(Format(c)))]);
        }

        Console.Write(table);
    }

    public static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                writer.WriteNumber(name, number);
                break;
            case double number:
                writer.WriteNumber(name, number);
                break;
            case DateTimeOffset time:
                writer.WriteString(name, Iso(time));
                break;
            case IEnumerable<string> texts:
                writer.WriteStartArray(name);
                foreach (var text in texts)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteString(name, value.ToString());
                break;
        }
    }

    /// <summary>ISO 8601 in UTC, with milliseconds only where there are any.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static string Format(object? value) => value switch
    {
        null => "-",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss"),
        double number => number.ToString("0.##"),
        IEnumerable<string> texts when value is not string => string.Join(", ", texts),
        _ => value.ToString() ?? "",
    };

    /// <summary>A JSON name as a column's title: <c>deviceId</c> becomes <c>device id</c>.</summary>
    private static string Title(string name)
    {
        var title = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c))
            {
                title.Append(' ');
            }

            title.Append(char.ToLowerInvariant(c));
        }

        return title.ToString();
    }
}
