namespace Millrace.Hvac;

/// <summary>What <see cref="TemperatureAnomalies"/> takes for unusual. Settings <c>Topologies:TemperatureAnomalies</c>.</summary>
public sealed record TemperatureAnomalyOptions : ITopologyOptions<TemperatureAnomalyOptions>
{
    /// <summary>The settings' section.</summary>
    public static string Section => nameof(TemperatureAnomalies);

    /// <summary>The windows' length; whole milliseconds. Default 5 minutes.</summary>
    public TimeSpan WindowSize { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far a device's newest reading is past a window's end when the window closes. Default 30 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many windows teach the statistics before the first is judged. Default 24.</summary>
    public int LeastLessons { get; init; } = 24;

    /// <summary>After so many windows the weight of a lesson has halved. Default 24.</summary>
    public double HalfLifeWindows { get; init; } = 24;

    /// <summary>From this score on, in standard deviations, a window is anomalous. Default 4.</summary>
    public double ScoreLimit { get; init; } = 4;

    /// <summary>
    /// A smaller standard deviation, in degrees Celsius, counts as this much, or a steady room would cry at every breath.
    /// Default 0.1.
    /// </summary>
    public double LeastDeviationCelsius { get; init; } = 0.1;

    /// <summary>After so many anomalous windows in a row the statistics start anew: a lasting shift is a new normal. Default 12.</summary>
    public int RelearnAfter { get; init; } = 12;

    /// <inheritdoc/>
    public static TemperatureAnomalyOptions Read(SettingsSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var defaults = new TemperatureAnomalyOptions();
        return new TemperatureAnomalyOptions
        {
            WindowSize = settings.Duration(nameof(WindowSize), defaults.WindowSize),
            Grace = settings.Duration(nameof(Grace), defaults.Grace),
            LeastLessons = settings.Count(nameof(LeastLessons), defaults.LeastLessons),
            HalfLifeWindows = settings.Number(nameof(HalfLifeWindows), defaults.HalfLifeWindows),
            ScoreLimit = settings.Number(nameof(ScoreLimit), defaults.ScoreLimit),
            LeastDeviationCelsius = settings.Number(nameof(LeastDeviationCelsius), defaults.LeastDeviationCelsius),
            RelearnAfter = settings.Count(nameof(RelearnAfter), defaults.RelearnAfter),
        };
    }

    /// <inheritdoc/>
    public void Check(OptionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules
            .Positive(nameof(WindowSize), WindowSize)
            .Require(WindowSize.Ticks % TimeSpan.TicksPerMillisecond == 0, nameof(WindowSize), WindowSize, "whole milliseconds")
            .NotNegative(nameof(Grace), Grace)
            .Positive(nameof(LeastLessons), LeastLessons)
            .Positive(nameof(HalfLifeWindows), HalfLifeWindows)
            .Positive(nameof(ScoreLimit), ScoreLimit)
            .Positive(nameof(LeastDeviationCelsius), LeastDeviationCelsius)
            .Positive(nameof(RelearnAfter), RelearnAfter);
    }
}
