namespace Millrace.Simulation.Recordings;

/// <summary>What a column of a CSV recording can be mapped to, and the units in which it may be given (the first is the default).</summary>
internal sealed record ReadingField(string Name, IReadOnlyList<FieldUnit> Units)
{
    private static readonly FieldUnit[] Temperature = [new("C", 1, 0), new("F", 5.0 / 9, -32), new("K", 1, -273.15)];
    private static readonly FieldUnit[] Share = [new("%", 1, 0), new("fraction", 100, 0)];

    public static IReadOnlyList<ReadingField> All { get; } =
    [
        new("timestamp", []),
        new("deviceId", []),
        new("site", []),
        new("ambientTemperature", Temperature),
        new("desiredTemperature", Temperature),
        new("humidity", Share),
        new("co2", [new("ppm", 1, 0)]),
        new("blowerSpeed", Share),
        new("load", Share),
        new("power", [new("W", 1, 0), new("kW", 1_000, 0)]),
        new("energy", [new("kWh", 1, 0), new("Wh", 0.001, 0), new("MWh", 1_000, 0)]),
        new("mode", []),
        new("occupied", []),
    ];
}

/// <summary>A unit: value in the reading = (value in the file + <paramref name="Offset"/>) x <paramref name="Factor"/>.</summary>
internal sealed record FieldUnit(string Name, double Factor, double Offset)
{
    public double Convert(double value) => (value + Offset) * Factor;
}
