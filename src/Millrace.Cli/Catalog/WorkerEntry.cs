using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.Hosting;
using Millrace.SchemaRegistry;

namespace Millrace.Cli.Catalog;

/// <summary>A worker that the command knows.</summary>
/// <param name="Name">Its name, which is its application's id too.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="TopologyNames">Its topologies, by their class names.</param>
/// <param name="AddTo">Adds its topologies of these names to a host, with the options that the host's configuration says.</param>
internal sealed record WorkerEntry(
    string Name,
    string Summary,
    IReadOnlyList<string> TopologyNames,
    Action<IHostApplicationBuilder, IReadOnlyList<string>> AddTo)
{
    /// <summary>The graph of some of its topologies, to be looked at.</summary>
    public TopologyGraph Graph(IReadOnlyList<string> topologies)
    {
        using var offline = Open(topologies, [], TimeProvider.System);
        return offline.Graph;
    }

    /// <summary>Some of its topologies with a registry in memory, to be run in a driver.</summary>
    /// <param name="topologies">Their names.</param>
    /// <param name="settings">Settings as name=value.</param>
    /// <param name="clock">The clock that the topologies see.</param>
    public OfflineTopologies Open(IReadOnlyList<string> topologies, IEnumerable<string> settings, TimeProvider clock)
    {
        var builder = WorkerHost.Create(this, topologies, settings);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<ISchemaRegistryClient>(_ => DevelopmentRegistry.CreateClient());
        builder.AddMillrace(o => o with { ApplicationId = Name, SchemaRegistry = o.SchemaRegistry with { AutoRegister = true } });
        return new OfflineTopologies(builder.Build());
    }
}
