namespace Millrace.Simulation.Buildings;

/// <summary>What a room is and will stay: its names, its walls, its unit and its people.</summary>
public sealed class RoomProfile
{
    /// <summary>Heat that one person at a desk gives off, W.</summary>
    internal const double PersonWatts = 95;

    internal RoomProfile(BuildingOptions options, int index)
    {
        Index = index;
        Site = options.Site;
        var floor = (index / options.RoomsPerGateway) + 1;
        DeviceId = $"R-{(floor * 100) + (index % options.RoomsPerGateway) + 1}";
        Gateway = $"GW-{floor}";

        var random = SimulationRandom.For(options.Seed, SimulationRandom.Purpose.Layout, index);
        Kind = (index % 10) switch { 3 or 8 => RoomKind.Laboratory, 5 => RoomKind.Meeting, _ => RoomKind.Office };
        Crew = Kind switch { RoomKind.Meeting => random.Between(4, 8), RoomKind.Laboratory => random.Between(2, 3), _ => random.Between(1, 3) };
        Occupancy = new Occupancy(options.Seed, index, Kind, Crew);
        HeatCapacity = (Kind == RoomKind.Meeting ? 500e3 : 270e3) * random.Between(0.9, 1.1);
        WallConductance = random.Between(12.0, 18.0);
        MachineWatts = Kind switch
        {
            RoomKind.Laboratory => random.Between(550.0, 700.0),
            RoomKind.Meeting => random.Between(100.0, 150.0),
            _ => random.Between(300.0, 380.0),
        };
        SolarWatts = random.Between(80.0, 220.0);
        Volume = Kind switch { RoomKind.Meeting => 150, RoomKind.Laboratory => 110, _ => 60 };
        Capacity = Math.Ceiling(((1.6 * (MachineWatts + SolarWatts + (Crew * PersonWatts))) + 1_200) / 100) * 100;
        SetPoint = 21.5 + (0.5 * random.Between(0, 4));
        ReportOffset = random.NextDouble();
        MeterStart = Math.Round(random.Between(1_000.0, 20_000.0), 3);
        _adjustsFrom = random.Between(9 * 60, 15 * 60);
        _adjustment = random.Pick(Adjustments);
    }

    private static readonly double[] Adjustments = [-0.5, 0, 0, 0.5];
    private readonly int _adjustsFrom;
    private readonly double _adjustment;

    /// <summary>The unit's id, the key of its readings: <c>R-101</c> is the first room of the first floor.</summary>
    public string DeviceId { get; }

    /// <summary>The gateway that sends its readings: <c>GW-1</c> for the first floor.</summary>
    public string Gateway { get; }

    /// <summary>The building's name.</summary>
    public string Site { get; }

    /// <summary>What the room is used for.</summary>
    public RoomKind Kind { get; }

    internal int Index { get; }

    /// <summary>People that it is meant for.</summary>
    internal int Crew { get; }

    internal Occupancy Occupancy { get; }

    /// <summary>Air and furniture, J/K.</summary>
    internal double HeatCapacity { get; }

    /// <summary>Walls and windows, W/K.</summary>
    internal double WallConductance { get; }

    /// <summary>Heat of lamps and machines while the room is in use, W.</summary>
    internal double MachineWatts { get; }

    /// <summary>Heat of the sun at its greatest, W.</summary>
    internal double SolarWatts { get; }

    /// <summary>Cubic metres.</summary>
    internal double Volume { get; }

    /// <summary>Rated capacity of the unit, W of heat moved, cooling or heating.</summary>
    internal double Capacity { get; }

    /// <summary>Degrees Celsius while the room is in use.</summary>
    internal double SetPoint { get; }

    /// <summary>When within the interval the unit reports, 0 to 1.</summary>
    internal double ReportOffset { get; }

    /// <summary>What the energy meter showed at the start, kWh.</summary>
    internal double MeterStart { get; }

    /// <summary>Set point while the unit is on: someone turns it by half a degree for three hours, in ramps of 20 minutes.</summary>
    internal double SetPointAt(double minuteOfDay)
    {
        const double Ramp = 20, Hold = 180;
        var since = minuteOfDay - _adjustsFrom;
        return SetPoint + (_adjustment * Math.Clamp(Math.Min(since, Hold + (2 * Ramp) - since) / Ramp, 0, 1));
    }

    /// <summary>
    /// Heat that the unit must remove (negative: bring) at its set point, W, by the mean weather and without any person:
    /// what moves the room when the unit fails.
    /// </summary>
    internal double ExpectedLoad(DateTimeOffset at) =>
        MachineWatts + (SolarWatts * Weather.Daylight(at)) + (WallConductance * (Weather.ExpectedTemperature(at) - SetPoint));
}
