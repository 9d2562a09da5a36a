using Millrace.Hvac;
using Millrace.Simulation.Faults;

namespace Millrace.Simulation.Buildings;

/// <summary>
/// One room under way: a single heat capacity behind one wall conductance (an RC model), its air, its thermostat and its unit.
/// </summary>
internal sealed class RoomSimulation
{
    private const double CoefficientOfPerformance = 3.2;
    private static readonly TimeSpan PeopleSettle = TimeSpan.FromMinutes(4);
    private readonly RoomProfile _room;
    private readonly IReadOnlyList<Fault> _faults;
    private readonly SimulationRandom _noise;
    private readonly Thermostat _thermostat;
    private readonly RoomAir _air;
    private OccupancyDay _day;
    private double _temperature;
    private double _people;
    private double _power;
    private double _energy;
    private double? _reported;
    private bool _occupied;
    private int _nextFault;

    public RoomSimulation(RoomProfile room, long seed, IReadOnlyList<Fault> faults)
    {
        _room = room;
        _faults = faults;
        _noise = SimulationRandom.For(seed, SimulationRandom.Purpose.RoomNoise, room.Index);
        _temperature = room.SetPoint;
        _thermostat = new Thermostat(room);
        _air = new RoomAir(room.Volume, room.SetPoint);
        _energy = room.MeterStart;
        _day = new OccupancyDay(DateOnly.MinValue, [], aroundTheClock: false);
    }

    public void Advance(DateTimeOffset now, TimeSpan step, Weather weather)
    {
        var date = DateOnly.FromDateTime(now.UtcDateTime);
        if (date != _day.Day)
            _day = _room.Occupancy.On(date);
        var minute = now.TimeOfDay.TotalMinutes;
        var unitOn = _day.IsUnitOn(minute);
        var people = _day.People(minute);
        _occupied = people > 0;
        _people += (people - _people) * (1 - Math.Exp(-(step / PeopleSettle)));

        var condition = new UnitCondition();
        FaultAt(now)?.Disturb(now, ref condition);
        _thermostat.Decide(_temperature, minute, unitOn, weather.Temperature > 15, step);
        var removed = HeatRemoved(condition, weather);
        var machines = (unitOn || _room.Kind == RoomKind.Laboratory) ? _room.MachineWatts : 0.1 * _room.MachineWatts;
        var gains = machines + (_people * RoomProfile.PersonWatts) + (_room.SolarWatts * Weather.Daylight(now));
        var lost = _room.WallConductance * (_temperature - weather.Temperature);
        _temperature += (gains - lost - removed) * step.TotalSeconds / _room.HeatCapacity;

        var airing = new Airing(unitOn, Math.Max(0, removed) / _room.Capacity, FreshAir: condition.StuckDamper < 0.5 ? 0.1 : 1);
        _air.Advance(_temperature, _people, weather.MixingRatio, airing, step);
        Meter(step);
    }

    public HvacReading Read(DateTimeOffset at)
    {
        double? ambient = Math.Round(_temperature + _noise.Noise(0.03), 2);
        var humidity = Psychrometrics.RelativeHumidityOf(_temperature, _air.MixingRatio) + _noise.Noise(0.3);
        var co2 = _air.Co2 + _noise.Noise(5);
        var power = _power * (1 + _noise.Noise(0.005));
        if (FaultAt(at) is { } fault)
            ambient = fault.Distort(at, ambient, _reported);
        _reported = ambient ?? _reported;
        return new HvacReading
        {
            DeviceId = _room.DeviceId,
            Timestamp = at,
            Site = _room.Site,
            AmbientTemperature = ambient,
            DesiredTemperature = Math.Round(_thermostat.SetPoint, 2),
            Humidity = Math.Round(Math.Clamp(humidity, 0, 100), 1),
            Co2 = (int)Math.Round(co2),
            BlowerSpeed = Math.Round(BlowerSpeed, 1),
            Load = Math.Round(Share * 100, 1),
            Power = Math.Round(power, 1),
            Energy = Math.Round(_energy, 4),
            Mode = _thermostat.Mode,
            Occupied = _occupied,
        };
    }

    /// <summary>A room has one fault at a time, and time only goes forward.</summary>
    private Fault? FaultAt(DateTimeOffset at)
    {
        while (_nextFault < _faults.Count && _faults[_nextFault].End <= at)
            _nextFault++;
        return _nextFault < _faults.Count && _faults[_nextFault].IsActive(at) ? _faults[_nextFault] : null;
    }

    private double Share => Math.Abs(_thermostat.Demand) / _room.Capacity;

    private double BlowerSpeed => _thermostat.Mode == Mode.Off ? 0 : 20 + (80 * Share);

    /// <summary>
    /// W. A damper that is stuck lets through what the central plant sends, cold air when it is warm outside, else warm air: the
    /// nearer the room comes to that air's temperature, the less it is moved by it.
    /// </summary>
    private double HeatRemoved(UnitCondition condition, Weather weather)
    {
        if (condition.StuckDamper is not { } open)
            return Math.Clamp(_thermostat.Demand, -_room.Capacity * condition.Capacity, _room.Capacity * condition.Capacity);
        var supply = weather.Temperature > 10 ? 13.0 : 32.0;
        return open * 0.6 * _room.Capacity * (_temperature - supply) / Math.Abs(_room.SetPoint - supply);
    }

    private void Meter(TimeSpan step)
    {
        var fan = 120 * Math.Pow(BlowerSpeed / 100, 3);
        _power = 4 + fan + (Math.Abs(_thermostat.Demand) / CoefficientOfPerformance);
        _energy += _power * step.TotalHours / 1000;
    }
}
