using Microsoft.Extensions.Configuration;
using Millrace.Hosting;
using Millrace.Hvac;

namespace Millrace.ColdPath;

/// <summary>The options of all topologies of the ColdPath worker.</summary>
public sealed record ColdPathOptions
{
    /// <summary>Which readings are refused.</summary>
    public ReadingLimits Readings { get; init; } = new();

    /// <summary>Options of <see cref="ColdPath.EnergyHours"/>.</summary>
    public EnergyHoursOptions EnergyHours { get; init; } = new();

    /// <summary>Options of <see cref="ColdPath.ReadingsArchive"/>.</summary>
    public ReadingsArchiveOptions ReadingsArchive { get; init; } = new();

    /// <summary>Reads them from the section <c>Topologies</c>; what is not set has its default.</summary>
    /// <exception cref="MillraceConfigurationException">Something cannot be used; it tells all of it.</exception>
    public static ColdPathOptions Read(IConfiguration configuration)
    {
        var settings = new TopologySettings(configuration);
        var options = new ColdPathOptions
        {
            Readings = settings.Read<ReadingLimits>(),
            EnergyHours = settings.Read<EnergyHoursOptions>(),
            ReadingsArchive = settings.Read<ReadingsArchiveOptions>(),
        };
        settings.ThrowIfWrong();
        return options;
    }
}
