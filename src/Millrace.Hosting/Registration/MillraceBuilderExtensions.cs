using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Millrace.Hosting.Configuration;
using Millrace.Hosting.Health;
using Millrace.Kafka;
using Millrace.RocksDb;
using Millrace.SchemaRegistry;
using Millrace.State;

namespace Millrace.Hosting;

/// <summary>Makes a host a worker.</summary>
public static class MillraceBuilderExtensions
{
    /// <summary>
    /// Adds a worker that runs the topologies given by <see cref="TopologyServices.AddTopology{T}"/>. Every part can be
    /// replaced by registering another one: <see cref="TimeProvider"/>, <see cref="ISerdeProvider"/>,
    /// <see cref="ISchemaRegistryClient"/>, <see cref="IStateBackendProvider"/>.
    /// </summary>
    /// <param name="builder">The host to be.</param>
    /// <param name="configure">Changes what the configuration says, before it is checked; for programs that embed a worker.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Wrong configuration shows when the host is started, all of it at once, as <see cref="MillraceConfigurationException"/>.</remarks>
    public static IHostApplicationBuilder AddMillrace(
        this IHostApplicationBuilder builder, Func<MillraceOptions, MillraceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var program = builder.Environment.ApplicationName;
        var services = builder.Services;
        services.TryAddSingleton(p => MillraceOptionsReader.Read(p.GetRequiredService<IConfiguration>(), program, configure));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISchemaRegistryClient>(CreateRegistry);
        services.TryAddSingleton(CreateSerdes);
        services.TryAddSingleton<IStateBackendProvider>(CreateState);
        services.TryAddSingleton(p => WorkerParts.Graph(p.GetRequiredService<MillraceOptions>(), p.GetServices<Topology>(), p.GetRequiredService<ISerdeProvider>()));
        services.TryAddSingleton(CreateWorker);
        services.TryAddSingleton<WorkerOutcome>();
        services.AddHostedService<WorkerService>();
        services.AddHostedService<HealthServer>();
        return builder;
    }

    private static SchemaRegistryClient CreateRegistry(IServiceProvider services)
    {
        var settings = services.GetRequiredService<MillraceOptions>().SchemaRegistry;
        return settings.Url is ""
            ? throw new MillraceConfigurationException([$"{MillraceOptions.Section}:SchemaRegistry:Url is empty: records in Avro need a registry, such as http://localhost:8081"])
            : new SchemaRegistryClient(WorkerParts.Registry(settings), services.GetService<ILogger<SchemaRegistryClient>>());
    }

    private static ISerdeProvider CreateSerdes(IServiceProvider services)
    {
        var records = services.GetServices<AvroRecord>().ToList();
        if (records.Count == 0)
            return Serdes.Primitive;
        var settings = services.GetRequiredService<MillraceOptions>().SchemaRegistry;
        var options = new AvroSerdeOptions { AutoRegister = settings.AutoRegister, VerifyReads = settings.VerifyReads };
        var avro = new AvroSerdeProvider(services.GetRequiredService<ISchemaRegistryClient>(), options, services.GetService<ILoggerFactory>());
        foreach (var record in records)
            record.AddTo(avro);
        return new SerdeProviders([avro]);
    }

    private static RocksDbStateBackendProvider CreateState(IServiceProvider services)
    {
        var options = services.GetRequiredService<MillraceOptions>();
        return new RocksDbStateBackendProvider(
            new RocksDbOptions { Directory = options.StateDirectory, ApplicationId = options.ApplicationId },
            services.GetService<ILogger<RocksDbStateBackendProvider>>());
    }

    private static KafkaWorker CreateWorker(IServiceProvider services) => new(
        services.GetRequiredService<TopologyGraph>(),
        WorkerParts.Options(
            services.GetRequiredService<MillraceOptions>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IStateBackendProvider>()),
        services.GetService<ILoggerFactory>());
}
