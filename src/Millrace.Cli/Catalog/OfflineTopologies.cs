using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.SchemaRegistry;

namespace Millrace.Cli.Catalog;

/// <summary>Topologies with what they need to run in a driver, and nothing outside of this process.</summary>
internal sealed class OfflineTopologies(IHost host) : IDisposable
{
    public TopologyGraph Graph { get; } = host.Services.GetRequiredService<TopologyGraph>();

    public ISerdeProvider Serdes { get; } = host.Services.GetRequiredService<ISerdeProvider>();

    public ISchemaRegistryClient Registry { get; } = host.Services.GetRequiredService<ISchemaRegistryClient>();

    public void Dispose() => host.Dispose();
}
