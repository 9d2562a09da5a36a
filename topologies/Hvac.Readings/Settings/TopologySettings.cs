using Microsoft.Extensions.Configuration;
using Millrace.Hosting;

namespace Millrace.Hvac;

/// <summary>
/// The settings of a worker's topologies: <c>Topologies:TemperatureAlerts:OnDelay</c> = <c>00:10:00</c> or <c>10m</c>.
/// Read all options first, then call <see cref="ThrowIfWrong"/>: it tells everything that is wrong, misspelt names included.
/// </summary>
public sealed class TopologySettings
{
    /// <summary>The configuration's section with all topologies' settings.</summary>
    public const string Section = "Topologies";

    private readonly IConfiguration _topologies;
    private readonly List<string> _problems = [];

    /// <summary>Reads from a configuration.</summary>
    public TopologySettings(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _topologies = configuration.GetSection(Section);
    }

    /// <summary>Reads one topology's options. A value that cannot be read is noted, and its default taken.</summary>
    public T Read<T>()
        where T : ITopologyOptions<T>
    {
        var section = new SettingsSection(_topologies.GetSection(T.Section), T.Section, _problems);
        var before = _problems.Count;
        var options = T.Read(section);
        section.NoteUnknown();

        // A default that stands in for a wrong value must not be blamed as well.
        if (_problems.Count == before)
        {
            options.Check(new OptionRules(T.Section, _problems));
        }

        return options;
    }

    /// <summary>Throws if anything was wrong.</summary>
    /// <exception cref="MillraceConfigurationException">It tells all of it.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0)
        {
            throw new MillraceConfigurationException(_problems);
        }
    }
}
