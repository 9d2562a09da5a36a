using Millrace.Avro;
using Millrace.Cli.Infrastructure;
using Millrace.Hvac;
using Spectre.Console;

namespace Millrace.Cli.Commands;

/// <summary>An alert as a line: coloured by severity for people, JSON for programs.</summary>
internal static class AlertLine
{
    public static void Write(Output output, HvacAlert alert)
    {
        if (output.Json)
        {
            output.Line(AvroJson.ToJson(alert));
            return;
        }

        output.Console.MarkupLine(Markup(alert));
    }

    /// <summary>Time, what happened, how bad, and the sentence.</summary>
    public static string Markup(HvacAlert alert, string timeFormat = "yyyy-MM-dd HH:mm:ss") =>
        $"[grey]{alert.At.UtcDateTime.ToString(timeFormat)}[/] [{Colour(alert)}]{alert.State.ToString().ToUpperInvariant(),-9}[/] {alert.Severity.ToString().ToUpperInvariant(),-8} {Spectre.Console.Markup.Escape(alert.Message)}";

    private static string Colour(HvacAlert alert) => alert switch
    {
        { State: AlertState.Cleared } => "green",
        { Severity: Severity.Critical } => "red",
        _ => "yellow",
    };
}
