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

    /// <summary>Wider than any line: what is not a terminal does not wrap.</summary>
    private const int Unbounded = 10_000;

    private readonly Lock _lock = new();

    public bool Json { get; } = json;

    public IAnsiConsole Console { get; } = console;

    /// <summary>Whether a person looks at it: a terminal that can be painted on, and no JSON was asked for.</summary>
    public bool IsLive => !Json && Console.Profile.Capabilities is { Interactive: true, Ansi: true, AlternateBuffer: true } && Console.Profile.Out.IsTerminal;

    /// <summary>Colours and the terminal's width where it is one, neither in a pipe or a file.</summary>
    public static Output Create(bool json, TextWriter standardOutput, TextWriter standardError)
    {
        var isTerminal = ReferenceEquals(standardOutput, System.Console.Out) && !System.Console.IsOutputRedirected;
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(standardOutput) };
        if (!isTerminal)
        {
            settings.Ansi = AnsiSupport.No;
            settings.ColorSystem = ColorSystemSupport.NoColors;
            settings.Interactive = InteractionSupport.No;
            settings.Enrichment.UseDefaultEnrichers = false;
        }

        var console = AnsiConsole.Create(settings);
        if (!isTerminal)
        {
            console.Profile.Width = Unbounded;
        }

        return new Output(json, console, standardOutput, standardError);
    }

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
    /// <param name="columns">The members' names; the columns' titles follow from them.</param>
    /// <param name="rows">The values.</param>
    /// <param name="optional">Columns that a narrow terminal leaves out, the most important first.</param>
    public void Rows(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows, params IReadOnlyList<string> optional)
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

        var titles = columns.Select(Title).ToList();
        var cells = rows.Select(r => r.Select(Format).ToList()).ToList();
        var widths = titles.Select((t, i) => cells.Select(r => r[i].Length).Append(t.Length).Max()).ToList();
        var shown = TableLayout.Fit(widths, [.. optional.Select(c => Index(columns, c))], Console.Profile.Width);
        var table = new Table().Border(Console.Profile.Out.IsTerminal ? TableBorder.Simple : TableBorder.None);
        foreach (var column in shown)
        {
            table.AddColumn(new TableColumn(titles[column]) { NoWrap = column != shown[^1] });
        }

        foreach (var row in cells)
        {
            table.AddRow([.. shown.Select(c => new Text(row[c]))]);
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
            case TimeSpan duration:
                writer.WriteNumber(name, duration == Timeout.InfiniteTimeSpan ? -1 : (long)duration.TotalMilliseconds);
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
        TimeSpan duration => Duration.Format(duration),
        bool flag => flag ? "yes" : "no",
        double number => number.ToString("0.##"),
        IEnumerable<string> texts when value is not string => string.Join(", ", texts),
        _ => value.ToString() ?? "",
    };

    private static int Index(IReadOnlyList<string> columns, string name) =>
        Enumerable.Range(0, columns.Count).First(i => columns[i] == name);

    /// <summary>A JSON name as a column's title: <c>deviceId</c> becomes <c>device id</c>; people need not be told a number's unit.</summary>
    private static string Title(string name)
    {
        var title = new StringBuilder();
        foreach (var c in name.EndsWith("Ms", StringComparison.Ordinal) ? name[..^2] : name)
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
