using System.Text.Json;
using Millrace.Avro;
using Millrace.Cli.Infrastructure;
using Millrace.Hvac;
using Millrace.Simulation.Scoring;
using Spectre.Console;

namespace Millrace.Cli.Commands.Demo;

/// <summary>What the demo prints line by line: in a pipe, under <c>--json</c>, and at the end.</summary>
internal sealed class DemoReport(Output output)
{
    public void Alert(HvacAlert alert)
    {
        if (output.Json)
        {
            output.JsonLine(json => Embed(json, "alert", AvroJson.ToJson(alert)));
        }
        else
        {
            AlertLine.Write(output, alert);
        }
    }

    public void Anomaly(TemperatureAnomaly anomaly)
    {
        if (output.Json)
        {
            output.JsonLine(json => Embed(json, "anomaly", AvroJson.ToJson(anomaly)));
        }
        else
        {
            output.Console.MarkupLine($"[grey]{anomaly.WindowEnd.UtcDateTime:yyyy-MM-dd HH:mm:ss}[/] [blue]ANOMALY  [/]          {Markup.Escape(anomaly.Message)}");
        }
    }

    public void EnergyHour(EnergyHour hour)
    {
        if (output.Json)
        {
            output.JsonLine(json => Embed(json, "energy", AvroJson.ToJson(hour)));
        }
        else
        {
            output.Line($"{hour.Hour.UtcDateTime:yyyy-MM-dd HH:mm:ss} ENERGY    {hour.DeviceId} used {hour.Kwh:0.###} kWh in the hour");
        }
    }

    public void Progress(DemoProgress progress, DemoBoard board)
    {
        if (output.Json)
        {
            output.JsonLine(json =>
            {
                json.WriteString("type", "progress");
                json.WriteString("time", Output.Iso(progress.Time));
                json.WriteNumber("sent", progress.Sent);
                json.WriteNumber("processed", progress.Processed);
                json.WriteNumber("recordsPerSecond", Math.Round(progress.PerSecond, 1));
                json.WriteNumber("lag", progress.Lag);
                json.WriteNumber("openWindows", progress.OpenWindows);
                json.WriteNumber("late", progress.Late);
                json.WriteNumber("alerts", board.Alerts);
                json.WriteNumber("anomalies", board.Anomalies);
                json.WriteNumber("deadLetters", board.DeadLetters);
            });
        }
        else
        {
            output.Line($"{progress.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} {progress.Processed} records, {progress.PerSecond:0}/s, lag {progress.Lag}, {progress.OpenWindows} windows open, {board.DeadLetters} dead letters");
        }
    }

    public void Summary(ScoreReport report, DemoProgress progress, DemoBoard board)
    {
        if (output.Json)
        {
            output.JsonLine(json => Write(json, report, progress, board));
            return;
        }

        var table = new Table().Border(TableBorder.Simple).Title("What was injected, and what was found");
        table.AddColumns("fault", "where", "began", "outcome", "what was found");
        foreach (var verdict in report.Verdicts)
        {
            var colour = verdict.Outcome switch { FaultOutcome.Found => "green", FaultOutcome.Missed => "red", _ => "grey" };
            table.AddRow(
                Markup.Escape(verdict.Expected.Fault),
                Markup.Escape(verdict.Fault.Target),
                verdict.Fault.Start.UtcDateTime.ToString("HH:mm"),
                $"[{colour}]{Word(verdict.Outcome)}[/]",
                Markup.Escape(verdict.Reason));
        }

        output.Console.Write(table);
        foreach (var alarm in report.FalseAlarms)
        {
            output.Console.MarkupLine($"[red]false alarm[/] {Markup.Escape($"{alarm.Topic} {alarm.Key}: {alarm.What}")}");
        }

        output.Line(
            $"{report.Injected - report.TooYoung} faults injected, {report.Found} found, {report.Missed} missed, {report.FalseAlarms.Count} false alarms" +
            (report.TooYoung > 0 ? $"; {report.TooYoung} more are too young to be judged." : "."));
        output.Line(
            $"{progress.Processed} records, {board.Alerts} alerts, {board.Anomalies} anomalies, {board.EnergyHours} energy hours, " +
            $"{board.DeadLetters} dead letters, {progress.Late} late.");
    }

    private static void Write(Utf8JsonWriter json, ScoreReport report, DemoProgress progress, DemoBoard board)
    {
        json.WriteString("type", "summary");
        json.WriteString("time", Output.Iso(progress.Time));

        // A fault that has not lasted as long as its rule's delay is expected of nobody: it is told apart.
        json.WriteNumber("injected", report.Injected - report.TooYoung);
        json.WriteNumber("found", report.Found);
        json.WriteNumber("missed", report.Missed);
        json.WriteNumber("falseAlarms", report.FalseAlarms.Count);
        json.WriteNumber("tooYoung", report.TooYoung);
        json.WriteNumber("readings", progress.Sent);
        json.WriteNumber("processed", progress.Processed);
        json.WriteNumber("late", progress.Late);
        json.WriteNumber("alerts", board.Alerts);
        json.WriteNumber("anomalies", board.Anomalies);
        json.WriteNumber("energyHours", board.EnergyHours);
        json.WriteNumber("deadLetters", board.DeadLetters);
        json.WriteStartArray("faults");
        foreach (var verdict in report.Verdicts)
        {
            json.WriteStartObject();
            json.WriteString("kind", verdict.Fault.Kind.ToString());
            json.WriteString("target", verdict.Fault.Target);
            json.WriteString("start", Output.Iso(verdict.Fault.Start));
            json.WriteString("outcome", Word(verdict.Outcome));
            json.WriteString("reason", verdict.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("unexplained");
        foreach (var alarm in report.FalseAlarms)
        {
            json.WriteStringValue($"{alarm.Topic} {alarm.Key}: {alarm.What}");
        }

        json.WriteEndArray();
    }

    private static string Word(FaultOutcome outcome) => outcome switch
    {
        FaultOutcome.Found => "found",
        FaultOutcome.Missed => "missed",
        _ => "too young",
    };

    /// <summary>Puts a type before the members of an object.</summary>
    private static void Embed(Utf8JsonWriter json, string type, string record)
    {
        json.WriteString("type", type);
        using var document = JsonDocument.Parse(record);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            member.WriteTo(json);
        }
    }
}
