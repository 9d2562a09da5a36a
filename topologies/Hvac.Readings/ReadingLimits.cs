namespace Millrace.Hvac;

/// <summary>What a reading may say; one that says anything else is refused as a whole. Settings <c>Topologies:Readings</c>.</summary>
public sealed record ReadingLimits : ITopologyOptions<ReadingLimits>
{
    /// <summary>The settings' section.</summary>
    public static string Section => "Readings";

    /// <summary>Lowest temperature, degrees Celsius. Default -60.</summary>
    public double LowestTemperatureCelsius { get; init; } = -60;

    /// <summary>Highest temperature, degrees Celsius. Default 100.</summary>
    public double HighestTemperatureCelsius { get; init; } = 100;

    /// <summary>Lowest relative humidity, percent. Default 0.</summary>
    public double LowestHumidityPercent { get; init; }

    /// <summary>Highest relative humidity, percent. Default 100.</summary>
    public double HighestHumidityPercent { get; init; } = 100;

    /// <summary>Lowest share of carbon dioxide, ppm. Default 0.</summary>
    public int LowestCo2Ppm { get; init; }

    /// <summary>Highest share of carbon dioxide, ppm. Default 50,000.</summary>
    public int HighestCo2Ppm { get; init; } = 50_000;

    /// <summary>How far a reading's time may be ahead of the host's clock. Default 10 minutes.</summary>
    public TimeSpan FutureTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public static ReadingLimits Read(SettingsSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var defaults = new ReadingLimits();
        return new ReadingLimits
        {
            LowestTemperatureCelsius = settings.Number(nameof(LowestTemperatureCelsius), defaults.LowestTemperatureCelsius),
            HighestTemperatureCelsius = settings.Number(nameof(HighestTemperatureCelsius), defaults.HighestTemperatureCelsius),
            LowestHumidityPercent = settings.Number(nameof(LowestHumidityPercent), defaults.LowestHumidityPercent),
            HighestHumidityPercent = settings.Number(nameof(HighestHumidityPercent), defaults.HighestHumidityPercent),
            LowestCo2Ppm = settings.Count(nameof(LowestCo2Ppm), defaults.LowestCo2Ppm),
            HighestCo2Ppm = settings.Count(nameof(HighestCo2Ppm), defaults.HighestCo2Ppm),
            FutureTolerance = settings.Duration(nameof(FutureTolerance), defaults.FutureTolerance),
        };
    }

    /// <inheritdoc/>
    public void Check(OptionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules
            .Above(nameof(HighestTemperatureCelsius), HighestTemperatureCelsius, nameof(LowestTemperatureCelsius), LowestTemperatureCelsius)
            .Above(nameof(HighestHumidityPercent), HighestHumidityPercent, nameof(LowestHumidityPercent), LowestHumidityPercent)
            .Above(nameof(HighestCo2Ppm), HighestCo2Ppm, nameof(LowestCo2Ppm), LowestCo2Ppm)
            .NotNegative(nameof(FutureTolerance), FutureTolerance);
    }
}
