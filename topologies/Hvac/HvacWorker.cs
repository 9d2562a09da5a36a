using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Millrace.Hosting;
using Millrace.Hvac.State;
using Millrace.SchemaRegistry;

namespace Millrace.Hvac;

/// <summary>
/// The worker of the hot path: what it runs, for whoever hosts it. Its topologies are one application, which reads
/// <c>hvac.readings</c> once.
/// </summary>
public static class HvacWorker
{
    /// <summary>The worker's name, and by default its application's id.</summary>
    public const string Name = "hvac";

    /// <summary>What it does, in a sentence.</summary>
    public const string Summary = "Watches readings as they come: alerts on temperature, air and sensors, anomalies of temperature.";

    private static readonly (string Name, Action<IServiceCollection> Add)[] Topologies =
    [
        (nameof(TemperatureAlerts), static services => services.AddTopology<TemperatureAlerts>()),
        (nameof(ClimateAlerts), static services => services.AddTopology<ClimateAlerts>()),
        (nameof(SensorHealth), static services => services.AddTopology<SensorHealth>()),
        (nameof(TemperatureAnomalies), static services => services.AddTopology<TemperatureAnomalies>()),
    ];

    /// <summary>Its topologies by name.</summary>
    public static IReadOnlyList<string> TopologyNames { get; } = [.. Topologies.Select(t => t.Name)];

    /// <summary>Settings that the worker has where nothing else says otherwise.</summary>
    public static IReadOnlyDictionary<string, string?> DefaultSettings { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
    {
        [$"{MillraceOptions.Section}:{nameof(MillraceOptions.ApplicationId)}"] = Name,
    };

    /// <summary>Adds the topologies to a host that is a worker (<see cref="MillraceBuilderExtensions.AddMillrace"/>).</summary>
    /// <param name="builder">The host to be.</param>
    /// <param name="topologies">The names of those that are to run; null for all.</param>
    /// <exception cref="ArgumentException">There is no topology of that name.</exception>
    public static IHostApplicationBuilder AddHvac(this IHostApplicationBuilder builder, IReadOnlyList<string>? topologies = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // First among the sources, so that every other one has the last word.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = DefaultSettings });
        var services = builder.Services
            .AddAvroRecord<HvacReading>().AddAvroRecord<HvacAlert>().AddAvroRecord<HvacAlarm>().AddAvroRecord<TemperatureAnomaly>()
            .AddAvroRecord<AlarmState>().AddAvroRecord<SensorState>().AddAvroRecord<WindowMean>().AddAvroRecord<AnomalyState>();
        services.TryAddSingleton(p => HvacOptions.Read(p.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(p =>
            HvacReadings.WithDeadLetters(p.GetRequiredService<TimeProvider>(), p.GetRequiredService<HvacOptions>().Readings));
        services.TryAddSingleton(p => p.GetRequiredService<HvacOptions>().TemperatureAlerts);
        services.TryAddSingleton(p => p.GetRequiredService<HvacOptions>().ClimateAlerts);
        services.TryAddSingleton(p => p.GetRequiredService<HvacOptions>().SensorHealth);
        services.TryAddSingleton(p => p.GetRequiredService<HvacOptions>().TemperatureAnomalies);
        foreach (var name in topologies ?? TopologyNames)
        {
            var index = Array.FindIndex(Topologies, t => t.Name == name);
            if (index < 0)
            {
                throw new ArgumentException($"There is no topology '{name}'; there are {string.Join(", ", TopologyNames)}.", nameof(topologies));
            }

            Topologies[index].Add(services);
        }

        return builder;
    }

    /// <summary>Registers the records and states of the topologies, for tests and tools that host no worker.</summary>
    public static AvroSerdeProvider RegisterHvac(this AvroSerdeProvider serdes)
    {
        ArgumentNullException.ThrowIfNull(serdes);
        return serdes
            .Register<HvacReading>().Register<HvacAlert>().Register<HvacAlarm>().Register<TemperatureAnomaly>()
            .Register<AlarmState>().Register<SensorState>().Register<WindowMean>().Register<AnomalyState>();
    }
}
