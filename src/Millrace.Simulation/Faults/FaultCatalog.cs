using System.Globalization;
using System.Text;

namespace Millrace.Simulation.Faults;

/// <summary>
/// Each fault, the rule that must find it, its delay and the output that is expected. The table in <c>docs/demo-faults.md</c> is this one.
/// The times hold for rooms in use, in the season and at the hours for which <see cref="FaultPlan"/> plans faults.
/// </summary>
public static class FaultCatalog
{
    /// <summary>Where alerts appear.</summary>
    public const string AlertTopic = "hvac.alerts";

    /// <summary>Where anomalies appear.</summary>
    public const string AnomalyTopic = "hvac.anomalies";

    /// <summary>Where refused records appear.</summary>
    public const string DeadLetterTopic = "hvac.readings.dead-letters";

    /// <summary>All kinds of fault, each once.</summary>
    public static IReadOnlyList<FaultExpectation> All { get; } =
    [
        new(
            FaultKind.StuckDamper,
            "stuck damper",
            "The room overheats (shut) or is overcooled (wide open), whatever its thermostat wants.",
            "TemperatureAlerts",
            Minutes(10),
            Minutes(35),
            AlertTopic,
            "TEMPERATURE RAISED"),
        new(
            FaultKind.RefrigerantLeak,
            "refrigerant leak",
            "The unit's capacity halves every 3 minutes; the room leaves its set point although the unit runs at full load.",
            "TemperatureAlerts",
            Minutes(10),
            Minutes(40),
            AlertTopic,
            "TEMPERATURE RAISED"),
        new(
            FaultKind.SensorDrift,
            "sensor drift",
            "The reported temperature leaves the set point by 0.08 to 0.12 C a minute; the room itself is well.",
            "TemperatureAnomalies",
            Minutes(5.5),
            Minutes(17),
            AnomalyTopic,
            "an anomaly"),
        new(
            FaultKind.StuckSensor,
            "dead sensor, stuck",
            "The same temperature, to the last digit, in every reading.",
            "SensorHealth",
            Minutes(20),
            Minutes(22),
            AlertTopic,
            "SENSOR RAISED"),
        new(
            FaultKind.SilentSensor,
            "dead sensor, silent",
            "Readings without a temperature.",
            "SensorHealth",
            Minutes(10),
            Minutes(12),
            AlertTopic,
            "SENSOR RAISED"),
        new(
            FaultKind.GatewayOutage,
            "gateway away",
            "Nothing from ten rooms, then all that they measured meanwhile, in order. One of them has a silent sensor.",
            "the worker: time by device",
            Minutes(0),
            Minutes(1),
            AlertTopic,
            "SENSOR RAISED out of the backlog, no reading late, none missing"),
        new(
            FaultKind.Poison,
            "poison record",
            "Not Avro, unknown schema id, another device's key, NaN, 250 C, a timestamp a day ahead.",
            "the worker: validation",
            Minutes(0),
            Minutes(1),
            DeadLetterTopic,
            "one dead letter each"),
    ];

    /// <summary>The row of a kind.</summary>
    public static FaultExpectation Of(FaultKind kind) => All[IndexOf(kind)];

    /// <summary>The table for <c>docs/demo-faults.md</c>.</summary>
    internal static string ToMarkdown()
    {
        var table = new StringBuilder();
        table.Append("| fault | what happens | found by | the rule's own delay | found within | expected output |\n");
        table.Append("|---|---|---|---|---|---|\n");
        foreach (var row in All)
        {
            var within = row.Kind switch
            {
                FaultKind.GatewayOutage => $"{Text(row.Within)} of its return",
                _ => Text(row.Within),
            };
            table.Append(CultureInfo.InvariantCulture, $"| {row.Fault} | {row.Happens} | {row.Rule} | {Text(row.RuleDelay)} | {within} | `{row.Topic}`: {row.Output} |\n");
        }

        return table.ToString();
    }

    private static int IndexOf(FaultKind kind)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Kind == kind)
                return i;
        }

        throw new ArgumentOutOfRangeException(nameof(kind), kind, "No row in the catalog.");
    }

    private static string Text(TimeSpan time) => time == TimeSpan.Zero ? "none" : $"{time.TotalMinutes:0.#} min";

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
