namespace Millrace.Simulation.Buildings;

/// <summary>People in a room between two minutes of a day.</summary>
internal readonly record struct Presence(int FromMinute, int ToMinute, int People);

/// <summary>One room's day. Moments are minutes since midnight.</summary>
internal sealed class OccupancyDay
{
    /// <summary>The unit starts so much earlier than the first person ("optimum start"): the room is at its set point when they come.</summary>
    private const int HeadStartMinutes = 75;

    private const int RunOnMinutes = 20;
    private readonly IReadOnlyList<Presence> _presences;
    private readonly double _unitOn;
    private readonly double _unitOff;

    public OccupancyDay(DateOnly day, IReadOnlyList<Presence> presences, bool aroundTheClock)
    {
        Day = day;
        _presences = presences;
        _unitOn = aroundTheClock ? 0 : presences.Count == 0 ? double.PositiveInfinity : presences[0].FromMinute - HeadStartMinutes;
        _unitOff = aroundTheClock || presences.Count == 0 ? double.PositiveInfinity : presences[^1].ToMinute + RunOnMinutes;
    }

    public DateOnly Day { get; }

    public int People(double minute)
    {
        foreach (var presence in _presences)
        {
            if (minute >= presence.FromMinute && minute < presence.ToMinute)
                return presence.People;
        }

        return 0;
    }

    public bool IsUnitOn(double minute) => minute >= _unitOn && minute < _unitOff;

    public bool IsOccupiedThroughout(double from, double to)
    {
        foreach (var presence in _presences)
        {
            if (from >= presence.FromMinute && from < presence.ToMinute)
                from = presence.ToMinute;
        }

        return from >= to;
    }
}
