namespace Millrace.Simulation.Buildings;

/// <summary>
/// When there are people in a room: a pure function of seed, room and day, so that whoever plans a fault can look ahead.
/// Offices work from Monday to Friday between half past seven and half past six (local time is UTC), meetings are held
/// in the same hours, laboratories are staffed around the clock.
/// </summary>
internal sealed class Occupancy(long seed, int room, RoomKind kind, int crew)
{
    private const int MinutesADay = 24 * 60;

    /// <summary>What one day holds.</summary>
    public OccupancyDay On(DateOnly day)
    {
        var random = SimulationRandom.For(seed, SimulationRandom.Purpose.Occupancy, (room * 1_000_000L) + day.DayNumber);
        return kind switch
        {
            RoomKind.Laboratory => new OccupancyDay(day, [new Presence(0, MinutesADay, random.Between(1, crew))], aroundTheClock: true),
            _ when day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday => new OccupancyDay(day, [], aroundTheClock: false),
            RoomKind.Office => new OccupancyDay(day, OfficeHours(random), aroundTheClock: false),
            _ => new OccupancyDay(day, Meetings(random), aroundTheClock: false),
        };
    }

    /// <summary>Whether somebody is in the room from one moment to the other without a break.</summary>
    public bool IsOccupiedThroughout(DateTimeOffset from, DateTimeOffset to) =>
        EveryDay(from, to, static (day, first, last) => day.IsOccupiedThroughout(first, last));

    /// <summary>Whether the unit is switched on from one moment to the other without a break.</summary>
    public bool IsUnitOnThroughout(DateTimeOffset from, DateTimeOffset to) =>
        EveryDay(from, to, static (day, first, last) => day.IsUnitOn(first) && day.IsUnitOn(last));

    private bool EveryDay(DateTimeOffset from, DateTimeOffset to, Func<OccupancyDay, double, double, bool> holds)
    {
        for (var day = DateOnly.FromDateTime(from.UtcDateTime); day <= DateOnly.FromDateTime(to.UtcDateTime); day = day.AddDays(1))
        {
            var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var first = Math.Max(0, (from - midnight).TotalMinutes);
            var last = Math.Min(MinutesADay, (to - midnight).TotalMinutes);
            if (!holds(On(day), first, last))
                return false;
        }

        return true;
    }

    private List<Presence> OfficeHours(SimulationRandom random)
    {
        var arrival = random.Between((7 * 60) + 30, (8 * 60) + 30);
        var departure = random.Between((16 * 60) + 45, (18 * 60) + 30);
        var lunch = random.Between((11 * 60) + 50, (13 * 60) + 15);
        var pause = random.Between(25, 45);
        return crew > 1
            ? [new Presence(arrival, lunch, crew), new Presence(lunch, lunch + pause, crew - 1), new Presence(lunch + pause, departure, crew)]
            : [new Presence(arrival, lunch, crew), new Presence(lunch + pause, departure, crew)];
    }

    private List<Presence> Meetings(SimulationRandom random)
    {
        var meetings = new List<Presence>();
        for (var hour = 8; hour < 18; hour++)
        {
            if (random.Chance(0.55))
                meetings.Add(new Presence((hour * 60) + random.Between(0, 4), (hour * 60) + random.Between(48, 58), random.Between(2, crew)));
        }

        return meetings;
    }
}
