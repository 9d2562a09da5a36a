using Millrace.Hvac.Sensors;

namespace Millrace.Hvac;

/// <summary>When <see cref="SensorHealth"/> takes a room sensor for dead. Settings <c>Topologies:SensorHealth</c>.</summary>
public sealed record SensorHealthOptions : ITopologyOptions<SensorHealthOptions>
{
    /// <summary>The settings' section.</summary>
    public static string Section => nameof(SensorHealth);

    /// <summary>How long a sensor repeats one value before it is stuck. Default 20 minutes.</summary>
    public TimeSpan StuckDelay { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a sensor gives no value before it is silent. Default 10 minutes.</summary>
    public TimeSpan SilentDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A longer silence of the whole unit ends a row of equal readings. Default 5 minutes.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The share of readings, 0 to 1, that differ from the one before in a sensor that can be told to be stuck. Default
    /// 0.8: a sensor in hundredths of a degree has 0.9, one in tenths of a degree Fahrenheit 0.6, and repeats a value
    /// for two hours in a quiet room.
    /// </summary>
    public double LivelyShare { get; init; } = 0.8;

    /// <summary>How many neighbouring readings have to be known before that share says anything. Default 15.</summary>
    public int LivelyReadings { get; init; } = 15;

    /// <inheritdoc/>
    public static SensorHealthOptions Read(SettingsSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var defaults = new SensorHealthOptions();
        return new SensorHealthOptions
        {
            StuckDelay = settings.Duration(nameof(StuckDelay), defaults.StuckDelay),
            SilentDelay = settings.Duration(nameof(SilentDelay), defaults.SilentDelay),
            LongestGap = settings.Duration(nameof(LongestGap), defaults.LongestGap),
            LivelyShare = settings.Number(nameof(LivelyShare), defaults.LivelyShare),
            LivelyReadings = settings.Count(nameof(LivelyReadings), defaults.LivelyReadings),
        };
    }

    /// <inheritdoc/>
    public void Check(OptionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules
            .Positive(nameof(StuckDelay), StuckDelay)
            .Positive(nameof(SilentDelay), SilentDelay)
            .Positive(nameof(LongestGap), LongestGap)
            .Require(LivelyShare is >= 0 and <= 1, nameof(LivelyShare), LivelyShare, "0 to 1")
            .Require(
                LivelyReadings is >= 0 and <= SensorWatch.MostPairs / 2, nameof(LivelyReadings), LivelyReadings, $"0 to {SensorWatch.MostPairs / 2}");
    }
}
