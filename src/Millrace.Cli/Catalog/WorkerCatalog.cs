using Millrace.Cli.Infrastructure;
using Millrace.ColdPath;
using Millrace.Hvac;

namespace Millrace.Cli.Catalog;

/// <summary>The workers that this command can run, by name.</summary>
internal static class WorkerCatalog
{
    public static IReadOnlyList<WorkerEntry> All { get; } =
    [
        new(HvacWorker.Name, HvacWorker.Summary, HvacWorker.TopologyNames, static (builder, names) => builder.AddHvac(names)),
        new(ColdPathWorker.Name, ColdPathWorker.Summary, ColdPathWorker.TopologyNames, static (builder, names) => builder.AddColdPath(names)),
    ];

    /// <summary>A worker with all of its topologies, or the worker of one topology with that one.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static (WorkerEntry Worker, IReadOnlyList<string> Topologies) Find(string name)
    {
        foreach (var worker in All)
        {
            if (string.Equals(worker.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return (worker, worker.TopologyNames);
            }

            var topology = worker.TopologyNames.FirstOrDefault(t => string.Equals(t, name, StringComparison.OrdinalIgnoreCase));
            if (topology is not null)
            {
                return (worker, [topology]);
            }
        }

        var known = All.SelectMany(w => w.TopologyNames.Prepend(w.Name));
        throw new UsageException($"'{name}' is neither a worker nor a topology; there are {string.Join(", ", known)}");
    }
}
