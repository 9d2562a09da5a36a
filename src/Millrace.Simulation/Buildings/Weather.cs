namespace Millrace.Simulation.Buildings;

/// <summary>
/// Outdoor air of a temperate climate: a yearly and a daily curve, and slow noise (Ornstein-Uhlenbeck) around them.
/// July lies between 17 and 27 C, January between -5 and 5 C.
/// </summary>
internal sealed class Weather
{
    private static readonly TimeSpan TemperatureMemory = TimeSpan.FromHours(12);
    private static readonly TimeSpan DewPointMemory = TimeSpan.FromHours(24);
    private readonly SimulationRandom _random;
    private double _temperatureNoise;
    private double _dewPointNoise;

    public Weather(long seed)
    {
        _random = SimulationRandom.For(seed, SimulationRandom.Purpose.Weather);
        _temperatureNoise = 1.5 * _random.Noise(1);
        _dewPointNoise = 1.5 * _random.Noise(1);
    }

    /// <summary>Degrees Celsius.</summary>
    public double Temperature { get; private set; }

    /// <summary>Water in the air, grams a kilogram of dry air.</summary>
    public double MixingRatio { get; private set; }

    /// <summary>What the curves alone say, in degrees Celsius: warmest at 15:00 in the middle of July.</summary>
    public static double ExpectedTemperature(DateTimeOffset at) =>
        DayMean(at) + (5 * Math.Cos(2 * Math.PI * (at.TimeOfDay.TotalHours - 15) / 24));

    public void Advance(DateTimeOffset now, TimeSpan step)
    {
        _temperatureNoise = Drift(_temperatureNoise, 1.5, step / TemperatureMemory);
        _dewPointNoise = Drift(_dewPointNoise, 1.5, step / DewPointMemory);
        Temperature = ExpectedTemperature(now) + _temperatureNoise;
        var dewPoint = Math.Min(DayMean(now) - 8 + _dewPointNoise, Temperature - 0.5);
        MixingRatio = Psychrometrics.MixingRatio(dewPoint, 100);
    }

    /// <summary>Daylight on a clear day as a share of its greatest, 0 at night; for solar gains.</summary>
    public static double Daylight(DateTimeOffset at) => Math.Max(0, Math.Sin(Math.PI * (at.TimeOfDay.TotalHours - 5.5) / 14));

    private static double DayMean(DateTimeOffset at) => 11 + (11 * Math.Cos(2 * Math.PI * (at.DayOfYear - 197) / 365.25));

    private double Drift(double value, double deviation, double share)
    {
        var keep = Math.Exp(-share);
        return (value * keep) + (deviation * Math.Sqrt(1 - (keep * keep)) * _random.Noise(1));
    }
}
