using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Millrace.Cli.Infrastructure;

namespace Millrace.Cli.Catalog;

/// <summary>Makes a host for a worker of the catalog, in this process.</summary>
internal static class WorkerHost
{
    /// <summary>A host with the worker's own settings, what the environment says, and what the command line says, in that order.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="topologies">The names of those of its topologies that are to run.</param>
    /// <param name="settings">Settings as name=value.</param>
    public static HostApplicationBuilder Create(WorkerEntry worker, IReadOnlyList<string> topologies, IEnumerable<string> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = worker.Name });
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(SettingsOption.Parse(settings));
        worker.AddTo(builder, topologies);
        return builder;
    }

    /// <summary>Logs as a worker in a container does: a line an event, on standard error.</summary>
    public static void LogToConsole(this HostApplicationBuilder builder, bool verbose) =>
        builder.Logging
            .AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss ";
            })
            .AddFilter(level => level >= (verbose ? LogLevel.Debug : LogLevel.Information));
}
