using Millrace.Cli.Catalog;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Millrace.Hvac;
using Millrace.Testing;

namespace Millrace.Cli.Commands.Replay;

/// <summary>
/// Readings through topologies in this process: bytes on both sides and a commit after each record, as in a worker, but
/// without a broker, so that the outputs come in one order and nothing has to be waited for.
/// </summary>
internal static class OfflineReplay
{
    public static int Run(IEnumerable<HvacReading> readings, string topology, IReadOnlyList<string> settings, Output output, CancellationToken cancellation)
    {
        var (worker, topologies) = WorkerCatalog.Find(topology);
        using var offline = worker.Open(topologies, settings, TimeProvider.System);
        using var driver = new TopologyTestDriver(offline.Graph, new TestDriverOptions { Serdes = offline.Serdes, Start = DateTimeOffset.UtcNow });
        var input = driver.Input<string, HvacReading>(HvacReadings.Topic);
        var outputs = offline.Graph.Topics.Where(t => t.Role is TopicRole.Output).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var printer = new OutputRecordPrinter(offline.Registry, output);
        long count = 0;
        var printed = 0;
        foreach (var reading in readings)
        {
            cancellation.ThrowIfCancellationRequested();
            input.Pipe(reading.DeviceId, reading, reading.Timestamp);
            count++;
            for (; printed < driver.AllRecords.Count; printed++)
            {
                if (outputs.Contains(driver.AllRecords[printed].Topic))
                {
                    printer.Print(driver.AllRecords[printed]);
                }
            }
        }

        output.Note($"millrace: {count} readings, {driver.DeadLetters} dead letters, {driver.LateRecords} late");
        return ExitCodes.Success;
    }
}
