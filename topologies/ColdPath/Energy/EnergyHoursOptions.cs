using Millrace.Hvac;

namespace Millrace.ColdPath;

/// <summary>How <see cref="EnergyHours"/> reads meters. Settings <c>Topologies:EnergyHours</c>.</summary>
public sealed record EnergyHoursOptions : ITopologyOptions<EnergyHoursOptions>
{
    /// <summary>The settings' section.</summary>
    public static string Section => nameof(EnergyHours);

    /// <summary>A meter's total that falls by less than this, kWh, is noise; one that falls by as much was reset. Default 0.01.</summary>
    public double NoiseKwh { get; init; } = 0.01;

    /// <inheritdoc/>
    public static EnergyHoursOptions Read(SettingsSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new EnergyHoursOptions { NoiseKwh = settings.Number(nameof(NoiseKwh), new EnergyHoursOptions().NoiseKwh) };
    }

    /// <inheritdoc/>
    public void Check(OptionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules.Positive(nameof(NoiseKwh), NoiseKwh);
    }
}
