using Millrace.Cli.Clusters;
using Millrace.Cli.Commands.Demo;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Millrace.Hvac;
using Millrace.Kafka;

namespace Millrace.Cli.Commands.Replay;

/// <summary>Recordings to the embedded broker with all workers on it; prints what they put out.</summary>
internal static class EmbeddedReplay
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(DemoSystem system, IEnumerable<HvacReading> readings, Output output, CancellationToken cancellation)
    {
        var transport = new NativeTransport(system.Kafka.Options);
        using var serdes = RecordSerdes.Open(system.RegistryUrl);
        var report = new DemoReport(output);
        long deadLetters = 0;
        using var watcher = new OutputWatcher(transport, serdes)
        {
            OnAlert = report.Alert,
            OnAnomaly = report.Anomaly,
            OnEnergyHour = report.EnergyHour,
            OnDeadLetter = (_, _) => Interlocked.Increment(ref deadLetters),
        };
        watcher.Start();
        var sent = await ReplayCommand.SendAsync(transport, serdes, readings, cancellation);
        await system.DrainAsync(sent, watcher, LongestDrain, cancellation);
        output.Note($"millrace: {sent} readings, {deadLetters} dead letters");
        return ExitCodes.Success;
    }
}
