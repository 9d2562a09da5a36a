using System.Globalization;

namespace Millrace.Hvac;

/// <summary>
/// The rules that a reading has to keep. A good reading costs comparisons only; for a bad one all the rules that it
/// breaks are told at once, since whoever mends a device wants to know them all.
/// </summary>
internal sealed class ReadingRules
{
    private readonly ReadingLimits _limits;
    private readonly TimeProvider _clock;

    public ReadingRules(ReadingLimits limits, TimeProvider clock)
    {
        OptionRules.ThrowIfBroken(limits);
        ArgumentNullException.ThrowIfNull(clock);
        _limits = limits;
        _clock = clock;
    }

    /// <summary>Gives null for a good reading, else the rules that it breaks.</summary>
    public string? Check(string? key, HvacReading? reading)
    {
        if (reading is null)
        {
            return "the record has no value, but a reading cannot be deleted";
        }

        List<string>? broken = null;
        if (!string.Equals(key, reading.DeviceId, StringComparison.Ordinal))
        {
            Add(ref broken, $"the key is {(key is null ? "null" : $"'{key}'")}, not the device '{reading.DeviceId}'");
        }

        var (coldest, hottest) = (_limits.LowestTemperatureCelsius, _limits.HighestTemperatureCelsius);
        Within(ref broken, "ambientTemperature", reading.AmbientTemperature, coldest, hottest, "degrees Celsius");
        Within(ref broken, "desiredTemperature", reading.DesiredTemperature, coldest, hottest, "degrees Celsius");
        Within(ref broken, "humidity", reading.Humidity, _limits.LowestHumidityPercent, _limits.HighestHumidityPercent, "percent");
        Within(ref broken, "co2", reading.Co2, _limits.LowestCo2Ppm, _limits.HighestCo2Ppm, "ppm");
        Number(ref broken, "blowerSpeed", reading.BlowerSpeed);
        Number(ref broken, "load", reading.Load);
        NotNegative(ref broken, "power", reading.Power);
        NotNegative(ref broken, "energy", reading.Energy);
        var ahead = reading.Timestamp - _clock.GetUtcNow();
        if (ahead > _limits.FutureTolerance)
        {
            var time = reading.Timestamp.UtcDateTime;
            Add(ref broken, $"timestamp {time:yyyy-MM-ddTHH:mm:ss.fffZ} is {ahead:c} ahead of the host's clock, more than {_limits.FutureTolerance:c}");
        }

        return broken is null ? null : string.Join("; ", broken);
    }

    private static void Within(ref List<string>? broken, string field, double? value, double lowest, double highest, string unit)
    {
        // Written so that NaN, which is neither less nor more than anything, does not pass.
        if (value is { } number && !(number >= lowest && number <= highest))
        {
            Add(ref broken, $"{field} {number} is outside {lowest} to {highest} {unit}");
        }
    }

    private static void NotNegative(ref List<string>? broken, string field, double? value)
    {
        if (value < 0)
        {
            Add(ref broken, $"{field} {value} is negative");
            return;
        }

        Number(ref broken, field, value);
    }

    private static void Number(ref List<string>? broken, string field, double? value)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            Add(ref broken, $"{field} {number} is not a number");
        }
    }

    private static void Add(ref List<string>? broken, FormattableString rule) => (broken ??= []).Add(rule.ToString(CultureInfo.InvariantCulture));
}
