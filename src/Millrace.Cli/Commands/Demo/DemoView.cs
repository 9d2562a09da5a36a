using Millrace.Hvac;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Millrace.Cli.Commands.Demo;

/// <summary>The demo as a person sees it in a terminal: what stands, what comes, and how the workers do.</summary>
internal static class DemoView
{
    /// <summary>The lines that are no alert: frames, figures and the last line.</summary>
    private const int OtherLines = 11;

    /// <summary>What stands before an alert's sentence, and the frame on both sides.</summary>
    private const int BeforeSentence = 39;

    public static IRenderable Render(DemoProgress progress, DemoBoard board, double speed, string building, Profile terminal)
    {
        var rows = Math.Clamp((terminal.Height - OtherLines) / 2, 3, 12);
        var sentence = Math.Max(20, terminal.Width - BeforeSentence);
        var head = new Grid().AddColumn().AddColumn().AddColumn().AddColumn().AddColumn().AddColumn();
        head.AddRow(
            Figure("building time", $"{progress.Time.UtcDateTime:ddd HH:mm:ss}"),
            Figure("speed", $"{speed:0.#}x"),
            Figure("records/s", $"{progress.PerSecond:0}"),
            Figure("lag", $"{progress.Lag}"),
            Figure("windows open", $"{progress.OpenWindows}"),
            Figure("dead letters", $"{board.DeadLetters}"));
        return new Rows(
            new Panel(head).Header($" Millrace: {Markup.Escape(building)} ").Expand().BorderColor(Color.Grey),
            Standing(board.Standing(), rows, sentence),
            Latest(board.Latest(rows), sentence),
            new Markup($"[grey]{progress.Processed} records, {board.Alerts} alerts, {board.Anomalies} anomalies, {board.EnergyHours} energy hours, {progress.Late} late. Ctrl-C ends.[/]"));
    }

    private static Markup Figure(string name, string value) => new($"[grey]{name}[/]\n[bold]{Markup.Escape(value)}[/]");

    private static Panel Standing(IReadOnlyList<HvacAlert> alerts, int rows, int sentence)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("severity", "device", "kind", "message");
        foreach (var alert in alerts.Take(rows))
        {
            var colour = alert.Severity == Severity.Critical ? "red" : "yellow";
            table.AddRow(
                $"[{colour}]{alert.Severity.ToString().ToUpperInvariant()}[/]",
                Markup.Escape(alert.DeviceId),
                Markup.Escape(alert.Kind.ToString()),
                Markup.Escape(Shortened(alert.Message, sentence)));
        }

        IRenderable content = alerts.Count == 0 ? new Markup("[green]nothing[/]") : table;
        return new Panel(content).Header($" {(alerts.Count == 1 ? "1 alarm stands" : $"{alerts.Count} alarms stand")} ").Expand().BorderColor(Color.Grey);
    }

    private static Panel Latest(IReadOnlyList<HvacAlert> alerts, int sentence)
    {
        var lines = alerts.Select(a => (IRenderable)new Markup(AlertLine.Markup(a with { Message = Shortened(a.Message, sentence) }, "HH:mm:ss")));
        return new Panel(new Rows(lines.DefaultIfEmpty(new Markup("[grey]waiting for the first one[/]"))))
            .Header(" latest alerts ").Expand().BorderColor(Color.Grey);
    }

    /// <summary>A line that breaks would push the view about.</summary>
    private static string Shortened(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
