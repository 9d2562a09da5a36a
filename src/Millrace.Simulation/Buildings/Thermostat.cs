using Millrace.Hvac;

namespace Millrace.Simulation.Buildings;

/// <summary>
/// A proportional-integral controller with a sensor of its own: the one that the unit reports may lie without the thermostat knowing.
/// While the unit is off it only keeps the room between two setback limits.
/// </summary>
internal sealed class Thermostat(RoomProfile room)
{
    private const double SetbackHigh = 25.5;
    private const double SetbackLow = 19.5;
    private const double IdleWatts = 40;
    private static readonly TimeSpan Reset = TimeSpan.FromMinutes(15);
    private readonly double _gain = room.HeatCapacity / 180;
    private double _integral;

    /// <summary>The set point that is reported, degrees Celsius.</summary>
    public double SetPoint { get; private set; } = room.SetPoint;

    /// <summary>Heat to remove (negative: to bring), W.</summary>
    public double Demand { get; private set; }

    public Mode Mode { get; private set; } = Mode.Off;

    public void Decide(double temperature, double minuteOfDay, bool unitOn, bool warmOutside, TimeSpan step)
    {
        if (unitOn)
            Control(temperature, room.SetPointAt(minuteOfDay), step);
        else
            Guard(temperature, warmOutside);
    }

    private void Control(double temperature, double setPoint, TimeSpan step)
    {
        SetPoint = setPoint;
        var error = temperature - setPoint;
        var wanted = (_gain * error) + _integral;
        Demand = Math.Clamp(wanted, -room.Capacity, room.Capacity);
        // The integral rests while the unit can give no more, or the room would overshoot once it can again.
        if (wanted == Demand || Math.Sign(error) != Math.Sign(wanted))
            _integral += _gain * error * (step / Reset);
        Mode = Demand > IdleWatts ? Mode.Cooling : Demand < -IdleWatts ? Mode.Heating : Mode.Fan;
    }

    private void Guard(double temperature, bool warmOutside)
    {
        _integral = 0;
        SetPoint = warmOutside ? SetbackHigh : SetbackLow;
        Demand = Math.Clamp(_gain * ((temperature - Math.Clamp(temperature, SetbackLow, SetbackHigh)) * 2), -room.Capacity, room.Capacity);
        Mode = Demand > 0 ? Mode.Cooling : Demand < 0 ? Mode.Heating : Mode.Off;
    }
}
