using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Millrace.Avro;

namespace Millrace.Hosting;

/// <summary>Says what a worker runs.</summary>
public static class TopologyServices
{
    /// <summary>
    /// Adds a topology to the worker. It is made by dependency injection, so that its constructor may ask for options of
    /// its own or for the <see cref="TimeProvider"/>. All topologies of a host are one application with one graph.
    /// </summary>
    public static IServiceCollection AddTopology<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services)
        where T : Topology
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Topology, T>());
        return services;
    }

    /// <summary>Adds a topology that is there already.</summary>
    public static IServiceCollection AddTopology(this IServiceCollection services, Topology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return services.AddSingleton(topology);
    }

    /// <summary>
    /// Adds a generated record type, so that topologies may read and write it without naming a serde. Its schema comes
    /// from the registry that the worker is configured with.
    /// </summary>
    public static IServiceCollection AddAvroRecord<T>(this IServiceCollection services)
        where T : IAvroRecord<T>
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<AvroRecord, AvroRecord<T>>());
        return services;
    }
}
