using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Millrace.ColdPath.State;
using Millrace.Hosting;
using Millrace.Hvac;
using Millrace.SchemaRegistry;

namespace Millrace.ColdPath;

/// <summary>
/// The worker of the cold path: what it runs, for whoever hosts it. Its topologies are one application, which reads
/// <c>hvac.readings</c> once.
/// </summary>
/// <remarks>What it refuses it counts, and the archive's manifests record it; the Hvac worker keeps the dead letters.</remarks>
public static class ColdPathWorker
{
    /// <summary>The worker's name, and by default its application's id.</summary>
    public const string Name = "cold-path";

    /// <summary>What it does, in a sentence.</summary>
    public const string Summary = "Collects readings for later: energy by the hour, and an archive of everything in files.";

    private static readonly (string Name, Action<IServiceCollection> Add)[] Topologies =
    [
        (nameof(EnergyHours), static services => services.AddTopology<EnergyHours>()),
        (nameof(ReadingsArchive), static services => services.AddTopology<ReadingsArchive>()),
    ];

    /// <summary>Its topologies by name.</summary>
    public static IReadOnlyList<string> TopologyNames { get; } = [.. Topologies.Select(t => t.Name)];

    /// <summary>Settings that the worker has where nothing else says otherwise. Its commits are rare, since each rolls the archive's files.</summary>
    public static IReadOnlyDictionary<string, string?> DefaultSettings { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
    {
        [$"{MillraceOptions.Section}:{nameof(MillraceOptions.ApplicationId)}"] = Name,
        [$"{MillraceOptions.Section}:{nameof(MillraceOptions.CommitInterval)}"] = "00:01:00",
    };

    /// <summary>Adds the topologies to a host that is a worker (<see cref="MillraceBuilderExtensions.AddMillrace"/>).</summary>
    /// <param name="builder">The host to be.</param>
    /// <param name="topologies">The names of those that are to run; null for all.</param>
    /// <exception cref="ArgumentException">There is no topology of that name.</exception>
    public static IHostApplicationBuilder AddColdPath(this IHostApplicationBuilder builder, IReadOnlyList<string>? topologies = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // First among the sources, so that every other one has the last word.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = DefaultSettings });
        var services = builder.Services.AddAvroRecord<HvacReading>().AddAvroRecord<EnergyHour>().AddAvroRecord<MeterState>();
        services.TryAddSingleton(p => ColdPathOptions.Read(p.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(p =>
            HvacReadings.WithoutDeadLetters(p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ColdPathOptions>().Readings));
        services.TryAddSingleton(p => p.GetRequiredService<ColdPathOptions>().EnergyHours);
        services.TryAddSingleton(p => p.GetRequiredService<ColdPathOptions>().ReadingsArchive);
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
    public static AvroSerdeProvider RegisterColdPath(this AvroSerdeProvider serdes)
    {
        ArgumentNullException.ThrowIfNull(serdes);
        return serdes.Register<HvacReading>().Register<EnergyHour>().Register<MeterState>();
    }
}
