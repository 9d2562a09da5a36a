using System.CommandLine;
using Millrace.Cli.Clusters;
using Millrace.Cli.Feeding;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Millrace.Hvac;
using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Feeding;
using Millrace.Simulation.Fleet;

namespace Millrace.Cli.Commands;

/// <summary><c>millrace simulate</c>: the building, or a fleet, to a cluster, at the pace of the wall clock.</summary>
internal static class SimulateCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var cluster = new ClusterOptions();
        var devices = new Option<int?>("--devices") { Description = "Simulate so many simple units instead of the building", HelpName = "n" }.WithBounds(1, 10_000_000);
        var rate = new Option<double?>("--rate") { Description = "Readings a second of all units [default: 500]", HelpName = "n" }.WithBounds(0.001, 10_000_000);
        var count = new Option<int?>("--count") { Description = "End after so many readings of the fleet [default: no end]", HelpName = "n" }.WithBounds(1, int.MaxValue);
        var rooms = new Option<int?>("--rooms") { Description = "Rooms of the building [default: 40]", HelpName = "n" }.WithBounds(20, 9000);
        var faults = new Option<bool>("--no-faults") { Description = "Let nothing break in the building" };
        var seed = new Option<int?>("--seed") { Description = "Everything random follows from this [default: 1]", HelpName = "n" }.WithBounds(0, int.MaxValue);
        var length = new Option<TimeSpan?>("--for") { Description = "End after this time [default: until Ctrl-C]", HelpName = "duration", CustomParser = Duration.Parse };
        var command = new Command("simulate", "Sends the readings of a simulated building, or of many simple units, to a cluster")
        {
            devices, rate, count, rooms, faults, seed, length,
        };
        cluster.AddTo(command);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            var registry = cluster.GetRegistry(parse);
            await using var connection = await Cluster.ConnectAsync(cluster.GetClient(parse), cancellation);
            await connection.RequireTopicAsync(HvacReadings.Topic, cancellation);
            using var serdes = RecordSerdes.Open(registry);
            using var producer = await ReadingProducer.OpenAsync(connection.Transport, serdes, HvacReadings.Topic, cancellation);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (parse.GetValue(length) is { } end)
            {
                stop.CancelAfter(end);
            }

            // Real time: a broker refuses what is more than an hour ahead of its own clock.
            var clock = SimulatedClock.RealTime();
            var sending = parse.GetValue(devices) is { } units
                ? Fleet(units, parse.GetValue(rate) ?? 500, parse.GetValue(seed) ?? 1).RunAsync(producer, clock, parse.GetValue(count), stop.Token)
                : Building(parse.GetValue(rooms) ?? 40, parse.GetValue(seed) ?? 1, !parse.GetValue(faults), clock, producer).RunAsync(clock.GetUtcNow(), until: null, stop.Token);
            await ReportAsync(sending, producer, output);
            await producer.FlushAsync(CancellationToken.None);
            output.Note($"millrace: sent {producer.Sent} records to {HvacReadings.Topic}");
            return ExitCodes.Success;
        });
        return command;
    }

    private static FleetSimulator Fleet(int devices, double rate, int seed) =>
        new(new FleetOptions { Devices = devices, Rate = rate, Seed = seed, Sites = Math.Min(10, devices), Start = DateTimeOffset.UtcNow });

    private static SimulationFeed Building(int rooms, int seed, bool withFaults, SimulatedClock clock, IReadingOutput output)
    {
        var start = clock.GetUtcNow();
        var layout = new BuildingLayout(new BuildingOptions { Rooms = rooms, Seed = seed, Start = start });
        var plan = withFaults ? FaultPlan.Create(layout, new FaultPlanOptions { Seed = seed, LiveStart = start }) : null;
        return new SimulationFeed(new Building(layout, plan), plan, clock, output);
    }

    /// <summary>Says now and then how far it is; returns when the sending ends, be it by its own or because it was stopped.</summary>
    private static async Task ReportAsync(Task sending, ReadingProducer producer, Output output)
    {
        while (await Task.WhenAny(sending, Task.Delay(ProgressInterval)) != sending)
        {
            if (output.Json)
            {
                output.JsonLine(json =>
                {
                    json.WriteString("type", "progress");
                    json.WriteNumber("sent", producer.Sent);
                });
            }
            else
            {
                output.Note($"millrace: {producer.Sent} records sent");
            }
        }

        if (sending.IsFaulted)
        {
            await sending;
        }
    }
}
