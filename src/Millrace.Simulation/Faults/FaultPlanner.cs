using Millrace.Simulation.Buildings;

namespace Millrace.Simulation.Faults;

/// <summary>
/// Places faults in waves: the first around the start of the live part, one in each interval after it. A fault goes only to a room
/// in which it must be found: in use for as long as it lasts, with heat to move, at rest since its last fault, and known long enough
/// to the rule concerned.
/// </summary>
internal sealed class FaultPlanner(BuildingLayout layout, FaultPlanOptions options)
{
    /// <summary>A room's statistics and temperature are as ever so long after a fault.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromHours(4);

    /// <summary>24 windows of five minutes that teach the statistics, and the two at the ends that may be incomplete.</summary>
    private static readonly TimeSpan Lessons = TimeSpan.FromMinutes(24 * 5) + TimeSpan.FromMinutes(10);

    /// <summary>A room that was disturbed has taught the statistics to expect much; after so long they expect little again.</summary>
    private static readonly TimeSpan Unlearning = TimeSpan.FromHours(24);

    /// <summary>Heat that must be at stake for a failing unit to be noticed in time, W.</summary>
    private const double LeastLoad = 360;

    /// <summary>Starts (from, to) in minutes after the wave's begin, and the duration, of each fault: in the first wave, in the others.</summary>
    private static readonly (FaultKind Kind, (double From, double To) First, (double From, double To) Later, double Duration)[] Wave =
    [
        (FaultKind.StuckDamper, (-32, -28), (1, 5), 38),
        (FaultKind.StuckDamper, (1, 3), (8, 12), 38),
        (FaultKind.RefrigerantLeak, (-20, -16), (2, 8), 45),
        (FaultKind.SensorDrift, (-6, -2), (2, 10), 40),
        (FaultKind.SensorDrift, (3, 8), (10, 18), 40),
        (FaultKind.StuckSensor, (-12, -8), (2, 12), 45),
        (FaultKind.SilentSensor, (1, 6), (4, 16), 30),
    ];

    private static readonly TimeSpan OutageDuration = TimeSpan.FromMinutes(14);
    private static readonly TimeSpan WitnessDuration = TimeSpan.FromMinutes(30);
    private readonly Dictionary<string, List<Fault>> _byDevice = new(StringComparer.Ordinal);
    private readonly List<Fault> _faults = [];
    private int _poisonCount;

    public IReadOnlyList<Fault> Plan()
    {
        var waves = (int)(options.Horizon / options.WaveInterval);
        for (var wave = 0; wave < waves; wave++)
        {
            var random = SimulationRandom.For(options.Seed, SimulationRandom.Purpose.Faults, wave);
            var begin = options.LiveStart + (options.WaveInterval * wave);
            PlanOutage(random, begin);
            foreach (var (kind, first, later, duration) in Wave)
            {
                var (from, to) = wave == 0 ? first : later;
                var start = Moment(begin, random.Between(from, to));
                PlaceInSomeRoom(random, kind, start, start + TimeSpan.FromMinutes(duration));
            }

            PlanPoison(random, begin);
        }

        return _faults;
    }

    private void PlanOutage(SimulationRandom random, DateTimeOffset begin)
    {
        var start = Moment(begin, random.Between(4.0, 6.0));
        var witnessStart = start + TimeSpan.FromMinutes(1);
        var witness = PlaceInSomeRoom(random, FaultKind.SilentSensor, witnessStart, witnessStart + WitnessDuration);
        if (witness is not null)
            _faults.Add(new GatewayOutage(layout.Find(witness.Target)!.Gateway, start, start + OutageDuration, witness));
    }

    private void PlanPoison(SimulationRandom random, DateTimeOffset begin)
    {
        foreach (var kind in Enum.GetValues<PoisonKind>())
        {
            var number = _poisonCount++;
            var at = Moment(begin, random.Between(1.0, 30.0));
            _faults.Add(new PoisonRecord($"poison-{number:0000}", at, kind, options.Seed + number));
        }
    }

    /// <summary>Tries the rooms in a random order and takes the first in which the fault would have to be found.</summary>
    private Fault? PlaceInSomeRoom(SimulationRandom random, FaultKind kind, DateTimeOffset start, DateTimeOffset end)
    {
        var upward = random.Chance(0.5);
        var pace = random.Between(0.08, 0.12);
        foreach (var room in Shuffled(random))
        {
            if (!IsFree(room, start, end))
                continue;
            var fault = Fits(room, kind, start, end, upward, pace);
            if (fault is null)
                continue;
            _faults.Add(fault);
            (_byDevice.TryGetValue(room.DeviceId, out var faults) ? faults : _byDevice[room.DeviceId] = []).Add(fault);
            return fault;
        }

        return null;
    }

    private Fault? Fits(RoomProfile room, FaultKind kind, DateTimeOffset start, DateTimeOffset end, bool open, double pace)
    {
        switch (kind)
        {
            case FaultKind.StuckDamper:
                // Wide open, the plant's cold (or warm) air moves the room within minutes, however small its load is.
                return room.Occupancy.IsOccupiedThroughout(start, end) && (open || HasLoad(room, start))
                    ? new StuckDamper(room.DeviceId, start, end, open)
                    : null;
            case FaultKind.RefrigerantLeak:
                return room.Occupancy.IsOccupiedThroughout(start, end) && HasLoad(room, start)
                    ? new RefrigerantLeak(room.DeviceId, start, end)
                    : null;
            case FaultKind.SensorDrift:
                var taughtFrom = start - Lessons;
                return taughtFrom >= layout.Options.Start && !WasDisturbed(room, start) && room.Occupancy.IsOccupiedThroughout(taughtFrom, end)
                    ? new SensorDrift(room.DeviceId, start, end, open ? pace : -pace)
                    : null;
            default:
                return room.Occupancy.IsUnitOnThroughout(start - TimeSpan.FromMinutes(5), end)
                    ? new DeadSensor(room.DeviceId, start, end, silent: kind == FaultKind.SilentSensor)
                    : null;
        }
    }

    /// <summary>Enough heat, in the same direction, from the start until the rule must have found it.</summary>
    private static bool HasLoad(RoomProfile room, DateTimeOffset start)
    {
        var first = room.ExpectedLoad(start);
        var last = room.ExpectedLoad(start + TimeSpan.FromMinutes(40));
        return Math.Min(first, last) >= LeastLoad || Math.Max(first, last) <= -LeastLoad;
    }

    private bool IsFree(RoomProfile room, DateTimeOffset start, DateTimeOffset end) =>
        start >= layout.Options.Start
        && (!_byDevice.TryGetValue(room.DeviceId, out var faults)
            || faults.TrueForAll(fault => start >= fault.End + Rest || end + Rest <= fault.Start));

    private bool WasDisturbed(RoomProfile room, DateTimeOffset before) =>
        _byDevice.TryGetValue(room.DeviceId, out var faults)
        && faults.Exists(fault => fault is not DeadSensor && fault.End + Unlearning > before);

    private RoomProfile[] Shuffled(SimulationRandom random)
    {
        RoomProfile[] rooms = [.. layout.Rooms];
        for (var i = rooms.Length - 1; i > 0; i--)
        {
            var j = random.Between(0, i);
            (rooms[i], rooms[j]) = (rooms[j], rooms[i]);
        }

        return rooms;
    }

    /// <summary>To the second, so that people can read it.</summary>
    private static DateTimeOffset Moment(DateTimeOffset begin, double minutes) => begin + TimeSpan.FromSeconds(Math.Round(minutes * 60));
}
