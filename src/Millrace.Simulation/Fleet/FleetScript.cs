using Millrace.Hvac;

namespace Millrace.Simulation.Fleet;

/// <summary>What a unit does in the minutes from <paramref name="From"/> to before <paramref name="To"/> of its script's two hours.</summary>
internal sealed record FleetScene(int From, int To)
{
    public double Distance { get; init; }

    public double Humidity { get; init; } = 45;

    public int Co2 { get; init; } = 600;

    public bool Occupied { get; init; } = true;

    public Mode Mode { get; init; } = Mode.Cooling;

    public bool SensorSilent { get; init; }

    public bool SensorStuck { get; init; }
}

/// <summary>What must then be said, and at which minute.</summary>
internal sealed record FleetCue(int Minute, int Began, AlertKind Kind, AlertState State, Severity Severity, double Limit);

/// <summary>A script: scenes, and the alerts that the rules must make of them. Written by hand from the rules, not computed by them.</summary>
internal sealed record FleetScript(string Name, IReadOnlyList<FleetScene> Scenes, IReadOnlyList<FleetCue> Cues)
{
    /// <summary>Minutes until a script begins anew.</summary>
    public const int Period = 120;

    public static IReadOnlyList<FleetScript> All { get; } =
    [
        new("quiet", [], []),
        new(
            "warm",
            [new(20, 50) { Distance = 2 }],
            [
                Temperature(30, AlertState.Raised, Severity.Warning, 1),
                Temperature(55, AlertState.Cleared, Severity.Warning, 0.5),
            ]),
        new(
            "hot",
            [new(20, 50) { Distance = 4 }],
            [
                Temperature(30, AlertState.Raised, Severity.Critical, 3),
                Temperature(55, AlertState.Cleared, Severity.Critical, 0.5),
            ]),
        new(
            "getting hot",
            [new(20, 40) { Distance = 2 }, new(40, 60) { Distance = 4 }],
            [
                Temperature(30, AlertState.Raised, Severity.Warning, 1),
                Temperature(40, AlertState.Escalated, Severity.Critical, 3),
                Temperature(65, AlertState.Cleared, Severity.Critical, 0.5),
            ]),
        new("warm, but briefly", [new(20, 30) { Distance = 2 }], []),
        new(
            "warm until everybody leaves",
            [new(20, 40) { Distance = 2 }, new(40, 60) { Distance = 2, Occupied = false }],
            [
                Temperature(30, AlertState.Raised, Severity.Warning, 1),
                Temperature(40, AlertState.Cleared, Severity.Warning, 0.5),
            ]),
        new(
            "warm until it is switched off",
            [new(20, 40) { Distance = 2 }, new(40, 60) { Distance = 2, Mode = Mode.Off }],
            [
                Temperature(30, AlertState.Raised, Severity.Warning, 1),
                Temperature(40, AlertState.Cleared, Severity.Warning, 0.5),
            ]),
        new(
            "humid",
            [new(20, 40) { Humidity = 70 }],
            [
                new(25, 20, AlertKind.HumidityHigh, AlertState.Raised, Severity.Warning, 65),
                new(45, 20, AlertKind.HumidityHigh, AlertState.Cleared, Severity.Warning, 60),
            ]),
        new(
            "dry",
            [new(20, 40) { Humidity = 20 }],
            [
                new(25, 20, AlertKind.HumidityLow, AlertState.Raised, Severity.Warning, 25),
                new(45, 20, AlertKind.HumidityLow, AlertState.Cleared, Severity.Warning, 30),
            ]),
        new(
            "stuffy",
            [new(20, 35) { Co2 = 1_500 }, new(35, 50) { Co2 = 2_500 }],
            [
                new(25, 20, AlertKind.Co2, AlertState.Raised, Severity.Warning, 1_000),
                new(35, 20, AlertKind.Co2, AlertState.Escalated, Severity.Critical, 2_000),
                new(55, 20, AlertKind.Co2, AlertState.Cleared, Severity.Critical, 900),
            ]),
        new(
            "silent sensor",
            [new(20, 45) { SensorSilent = true }],
            [
                new(30, 20, AlertKind.Sensor, AlertState.Raised, Severity.Warning, 10),
                new(45, 20, AlertKind.Sensor, AlertState.Cleared, Severity.Warning, 10),
            ]),
        new(
            "stuck sensor",
            [new(20, 50) { SensorStuck = true }],
            [
                new(40, 20, AlertKind.Sensor, AlertState.Raised, Severity.Warning, 20),
                new(50, 20, AlertKind.Sensor, AlertState.Cleared, Severity.Warning, 20),
            ]),
    ];

    private static readonly FleetScene Rest = new(0, Period);

    public FleetScene SceneAt(int minute)
    {
        foreach (var scene in Scenes)
        {
            if (minute >= scene.From && minute < scene.To)
                return scene;
        }

        return Rest;
    }

    private static FleetCue Temperature(int minute, AlertState state, Severity severity, double limit) =>
        new(minute, 20, AlertKind.Temperature, state, severity, limit);
}
