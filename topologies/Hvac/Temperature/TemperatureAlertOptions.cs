namespace Millrace.Hvac;

/// <summary>When <see cref="TemperatureAlerts"/> are raised, escalated and cleared. Settings <c>Topologies:TemperatureAlerts</c>.</summary>
public sealed record TemperatureAlertOptions : ITopologyOptions<TemperatureAlertOptions>
{
    /// <summary>The settings' section.</summary>
    public static string Section => nameof(TemperatureAlerts);

    /// <summary>How long a room is off its set point before an alert is raised. Default 10 minutes.</summary>
    public TimeSpan OnDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A longer silence between two readings ends the on-delay. Default 5 minutes.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a room is within <see cref="ClearCelsius"/> before its alert is cleared. Default 5 minutes.</summary>
    public TimeSpan ClearDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A room farther than this from its set point, in degrees Celsius, is off it. Default 1.</summary>
    public double WarningCelsius { get; init; } = 1;

    /// <summary>A room farther than this from its set point, in degrees Celsius, is critical. Default 3.</summary>
    public double CriticalCelsius { get; init; } = 3;

    /// <summary>A room at most so far from its set point, in degrees Celsius, is at it again. Default 0.5.</summary>
    public double ClearCelsius { get; init; } = 0.5;

    /// <inheritdoc/>
    public static TemperatureAlertOptions Read(SettingsSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var defaults = new TemperatureAlertOptions();
        return new TemperatureAlertOptions
        {
            OnDelay = settings.Duration(nameof(OnDelay), defaults.OnDelay),
            LongestGap = settings.Duration(nameof(LongestGap), defaults.LongestGap),
            ClearDelay = settings.Duration(nameof(ClearDelay), defaults.ClearDelay),
            WarningCelsius = settings.Number(nameof(WarningCelsius), defaults.WarningCelsius),
            CriticalCelsius = settings.Number(nameof(CriticalCelsius), defaults.CriticalCelsius),
            ClearCelsius = settings.Number(nameof(ClearCelsius), defaults.ClearCelsius),
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
            .Positive(nameof(ClearCelsius), ClearCelsius)
            .NotBelow(nameof(WarningCelsius), WarningCelsius, nameof(ClearCelsius), ClearCelsius)
            .NotBelow(nameof(CriticalCelsius), CriticalCelsius, nameof(WarningCelsius), WarningCelsius);
    }
}
