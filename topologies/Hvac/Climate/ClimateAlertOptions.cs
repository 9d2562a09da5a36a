namespace Millrace.Hvac;

/// <summary>When <see cref="ClimateAlerts"/> are raised, escalated and cleared. Settings <c>Topologies:ClimateAlerts</c>.</summary>
public sealed record ClimateAlertOptions : ITopologyOptions<ClimateAlertOptions>
{
    /// <summary>The settings' section.</summary>
    public static string Section => nameof(ClimateAlerts);

    /// <summary>How long the air is bad before an alert is raised. Default 5 minutes.</summary>
    public TimeSpan OnDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A longer silence between two readings of the metric ends the on-delay. Default 5 minutes.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the air is good before the alert is cleared. Default 5 minutes.</summary>
    public TimeSpan ClearDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>More relative humidity than this, percent, is too much. Default 65.</summary>
    public double HumidityHighPercent { get; init; } = 65;

    /// <summary>At most this relative humidity, percent, is good again. Default 60.</summary>
    public double HumidityHighClearPercent { get; init; } = 60;

    /// <summary>Less relative humidity than this, percent, is too little. Default 25.</summary>
    public double HumidityLowPercent { get; init; } = 25;

    /// <summary>At least this relative humidity, percent, is good again. Default 30.</summary>
    public double HumidityLowClearPercent { get; init; } = 30;

    /// <summary>More carbon dioxide than this, ppm, is too much. Default 1,000.</summary>
    public double Co2WarningPpm { get; init; } = 1_000;

    /// <summary>More carbon dioxide than this, ppm, is critical. Default 2,000.</summary>
    public double Co2CriticalPpm { get; init; } = 2_000;

    /// <summary>At most this carbon dioxide, ppm, is good again. Default 900.</summary>
    public double Co2ClearPpm { get; init; } = 900;

    /// <inheritdoc/>
    public static ClimateAlertOptions Read(SettingsSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var defaults = new ClimateAlertOptions();
        return new ClimateAlertOptions
        {
            OnDelay = settings.Duration(nameof(OnDelay), defaults.OnDelay),
            LongestGap = settings.Duration(nameof(LongestGap), defaults.LongestGap),
            ClearDelay = settings.Duration(nameof(ClearDelay), defaults.ClearDelay),
            HumidityHighPercent = settings.Number(nameof(HumidityHighPercent), defaults.HumidityHighPercent),
            HumidityHighClearPercent = settings.Number(nameof(HumidityHighClearPercent), defaults.HumidityHighClearPercent),
            HumidityLowPercent = settings.Number(nameof(HumidityLowPercent), defaults.HumidityLowPercent),
            HumidityLowClearPercent = settings.Number(nameof(HumidityLowClearPercent), defaults.HumidityLowClearPercent),
            Co2WarningPpm = settings.Number(nameof(Co2WarningPpm), defaults.Co2WarningPpm),
            Co2CriticalPpm = settings.Number(nameof(Co2CriticalPpm), defaults.Co2CriticalPpm),
            Co2ClearPpm = settings.Number(nameof(Co2ClearPpm), defaults.Co2ClearPpm),
        };
    }

    /// <inheritdoc/>
    public void Check(OptionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules
            .Positive(nameof(OnDelay), OnDelay)
            .Positive(nameof(LongestGap), LongestGap)
            .NotNegative(nameof(ClearDelay), ClearDelay)
            .NotBelow(nameof(HumidityHighPercent), HumidityHighPercent, nameof(HumidityHighClearPercent), HumidityHighClearPercent)
            .NotBelow(nameof(HumidityLowClearPercent), HumidityLowClearPercent, nameof(HumidityLowPercent), HumidityLowPercent)
            .NotBelow(nameof(Co2WarningPpm), Co2WarningPpm, nameof(Co2ClearPpm), Co2ClearPpm)
            .NotBelow(nameof(Co2CriticalPpm), Co2CriticalPpm, nameof(Co2WarningPpm), Co2WarningPpm);
    }
}
