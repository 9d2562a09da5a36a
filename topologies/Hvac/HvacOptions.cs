using Microsoft.Extensions.Configuration;
using Millrace.Hosting;

namespace Millrace.Hvac;

/// <summary>The options of all topologies of the Hvac worker.</summary>
public sealed record HvacOptions
{
    /// <summary>Which readings are refused.</summary>
    public ReadingLimits Readings { get; init; } = new();

    /// <summary>Options of <see cref="Hvac.TemperatureAlerts"/>.</summary>
    public TemperatureAlertOptions TemperatureAlerts { get; init; } = new();

    /// <summary>Options of <see cref="Hvac.ClimateAlerts"/>.</summary>
    public ClimateAlertOptions ClimateAlerts { get; init; } = new();

    /// <summary>Options of <see cref="Hvac.SensorHealth"/>.</summary>
    public SensorHealthOptions SensorHealth { get; init; } = new();

    /// <summary>Options of <see cref="Hvac.TemperatureAnomalies"/>.</summary>
    public TemperatureAnomalyOptions TemperatureAnomalies { get; init; } = new();

    /// <summary>Reads them from the section <c>Topologies</c>; what is not set has its default.</summary>
    /// <exception cref="MillraceConfigurationException">Something cannot be used; it tells all of it.</exception>
    public static HvacOptions Read(IConfiguration configuration)
    {
        var settings = new TopologySettings(configuration);
        var options = new HvacOptions
        {
            Readings = settings.Read<ReadingLimits>(),
            TemperatureAlerts = settings.Read<TemperatureAlertOptions>(),
            ClimateAlerts = settings.Read<ClimateAlertOptions>(),
            SensorHealth = settings.Read<SensorHealthOptions>(),
            TemperatureAnomalies = settings.Read<TemperatureAnomalyOptions>(),
        };
        settings.ThrowIfWrong();
        return options;
    }
}
