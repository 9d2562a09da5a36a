using System.Globalization;

namespace Millrace.Cli.Tests.Replay;

/// <summary>
/// The temperature rule over the heat pump's recordings, written a second time: it shares no code with the topology, the
/// reader of recordings or the schema, so that a mistake in any of them shows as a difference.
/// </summary>
internal static class TemperatureRule
{
    private sealed record Row(DateTime Time, double? Zone, double? Heating, double? Cooling, double? Status);

    public static IReadOnlyList<ExpectedAlert> Expect(string file, TemperatureLimits limits)
    {
        var alerts = new List<ExpectedAlert>();
        var device = Path.GetFileNameWithoutExtension(file);
        DateTime? newest = null;
        DateTime? start = null;
        DateTime? calm = null;
        string? severity = null;
        foreach (var row in Rows(file))
        {
            if (row.Zone is not { } zone || row.Heating is not { } heating || row.Cooling is not { } cooling || row.Time < newest)
            {
                continue;
            }

            var desired = zone < heating ? heating : zone > cooling ? cooling : zone;
            var distance = Math.Round(Math.Abs(((zone - 32) * 5 / 9) - ((desired - 32) * 5 / 9)), 6);
            var isEmpty = row.Status == 0;
            var gap = newest is { } before && row.Time - before > TimeSpan.FromMinutes(5);
            newest = row.Time;
            if (severity is null)
            {
                start = distance > limits.Warning && !isEmpty ? (gap ? row.Time : start ?? row.Time) : null;
                if (start is not null && row.Time - start >= TimeSpan.FromMinutes(limits.OnDelayMinutes))
                {
                    severity = distance > limits.Critical ? "CRITICAL" : "WARNING";
                    calm = null;
                    Say("RAISED", severity == "CRITICAL" ? limits.Critical : limits.Warning);
                }

                continue;
            }

            calm = distance <= limits.Clear ? calm ?? row.Time : null;
            if (isEmpty || (calm is not null && row.Time - calm >= TimeSpan.FromMinutes(limits.ClearDelayMinutes)))
            {
                Say("CLEARED", limits.Clear);
                (severity, start) = (null, null);
            }
            else if (distance > limits.Critical && severity == "WARNING")
            {
                severity = "CRITICAL";
                Say("ESCALATED", limits.Critical);
            }

            void Say(string state, double limit) => alerts.Add(new ExpectedAlert(device, state, severity!, start!.Value, row.Time, distance, limit));
        }

        return alerts;
    }

    private static IEnumerable<Row> Rows(string file)
    {
        var lines = File.ReadLines(file).Select(l => l.Split(','));
        var header = lines.First().Select(c => c.Trim()).ToList();
        foreach (var cells in lines.Skip(1))
        {
            var time = cells[header.IndexOf("date_time")].Trim();
            var day = DateTime.ParseExact($"2021/{time[..5]}", "yyyy/MM/dd", CultureInfo.InvariantCulture);
            var clock = time[5..].Trim().Split(':').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToList();
            yield return new Row(
                day.AddHours(clock[0]).AddMinutes(clock[1]).AddSeconds(clock[2]),
                Number("zn_temp"), Number("zn_temp_hspt"), Number("zn_temp_cspt"), Number("stat"));

            double? Number(string column) =>
                double.Parse(cells[header.IndexOf(column)], CultureInfo.InvariantCulture) is var value && value == -9999 ? null : value;
        }
    }
}
