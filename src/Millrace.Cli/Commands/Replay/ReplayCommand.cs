using System.CommandLine;
using Millrace.Cli.Clusters;
using Millrace.Cli.Commands.Demo;
using Millrace.Cli.Feeding;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Millrace.Hvac;
using Millrace.Kafka;
using Millrace.Simulation.Feeding;

namespace Millrace.Cli.Commands.Replay;

/// <summary><c>millrace replay</c>: recordings to readings, to a cluster or through topologies in this process.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var cluster = new ClusterOptions();
        var files = new RecordingFiles();
        var topology = new Option<string?>("--topology") { Description = "Run this topology or worker in this process, and print what it puts out", HelpName = "name" };
        var speed = new Option<double?>("--speed") { Description = "Recorded time over real time [default: as fast as possible]", HelpName = "factor" }.WithBounds(0.001, 1e9);
        var shift = new Option<bool>("--shift-to-now") { Description = "Move the readings in time, so that the last one is of now" };
        var set = SettingsOption.Create();
        var command = new Command("replay", "Replays recordings: to a cluster, to the demo's broker and workers, or through one topology")
        {
            topology, speed, shift, set,
        };
        files.AddTo(command);
        cluster.AddTo(command);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            var readings = files.Read(parse);
            if (parse.GetValue(shift))
            {
                readings = RecordingPace.EndingAt(readings, DateTimeOffset.UtcNow);
            }

            var client = cluster.TryGetClient(parse);
            var settings = parse.GetValue(set) ?? [];
            if (parse.GetValue(topology) is { } name)
            {
                return parse.GetResult(cluster.BootstrapServers) is { Implicit: false }
                    ? throw new UsageException($"--topology: '{name}' runs in this process; leave --bootstrap-servers out, or start it there with 'millrace run {name}'")
                    : OfflineReplay.Run(RecordingPace.At(readings, parse.GetValue(speed), cancellation), name, settings, output, cancellation);
            }

            if (client is null)
            {
                await using var system = await DemoSystem.StartAsync(TimeProvider.System, settings, parse.GetValue(CommonOptions.Verbose), cancellation);
                return await EmbeddedReplay.RunAsync(system, RecordingPace.At(readings, parse.GetValue(speed), cancellation), output, cancellation);
            }

            var registry = cluster.GetRegistry(parse);
            await using var connection = await Cluster.ConnectAsync(client, cancellation);
            await connection.RequireTopicAsync(HvacReadings.Topic, cancellation);
            var all = readings.ToList();
            await RetentionCheck.WarnAsync(connection, all, output, cancellation);
            using var serdes = RecordSerdes.Open(registry);
            var sent = await SendAsync(connection.Transport, serdes, RecordingPace.At(all, parse.GetValue(speed), cancellation), cancellation);
            output.Note($"millrace: sent {sent} readings to {HvacReadings.Topic}");
            return ExitCodes.Success;
        });
        return command;
    }

    internal static async Task<long> SendAsync(IKafkaTransport transport, RecordSerdes serdes, IEnumerable<HvacReading> readings, CancellationToken cancellation)
    {
        using var producer = await ReadingProducer.OpenAsync(transport, serdes, HvacReadings.Topic, cancellation);
        foreach (var reading in readings)
        {
            cancellation.ThrowIfCancellationRequested();
            await producer.SendAsync(OutgoingRecord.Of(reading), cancellation);
        }

        await producer.FlushAsync(cancellation);
        return producer.Sent;
    }
}
