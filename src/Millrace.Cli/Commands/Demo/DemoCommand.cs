using System.CommandLine;
using Millrace.Cli.Infrastructure;
using Millrace.Simulation.Buildings;

namespace Millrace.Cli.Commands.Demo;

/// <summary><c>millrace demo</c>: a building's rooms raise and clear alerts, with nothing but the checkout.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var length = new Option<TimeSpan?>("--for")
        {
            Description = "End by itself after this time, with a summary [default: until Ctrl-C]",
            HelpName = "duration",
            CustomParser = Duration.Parse,
        };
        var speed = new Option<double?>("--speed") { Description = "Building time over real time [default: 120]", HelpName = "factor" }.WithBounds(1, 3600);
        var seed = new Option<int?>("--seed") { Description = "Draws the building, its weather and its faults [default: 1]", HelpName = "n" }
            .WithBounds(0, int.MaxValue);
        var rooms = new Option<int?>("--rooms") { Description = "Rooms of the building [default: 40]", HelpName = "n" }.WithBounds(20, 1000);
        var set = SettingsOption.Create();
        var command = new Command(
            "demo",
            "Runs a broker, a registry, a simulated building with faults, and the workers that find them, all in this process")
        {
            length, speed, seed, rooms, set,
        };
        command.SetAction((parse, output, cancellation) =>
        {
            var options = new DemoOptions
            {
                Length = parse.GetValue(length),
                Speed = parse.GetValue(speed) ?? DemoOptions.DefaultSpeed,
                Building = new BuildingOptions { Seed = parse.GetValue(seed) ?? 1, Rooms = parse.GetValue(rooms) ?? 40 },
                Verbose = parse.GetValue(CommonOptions.Verbose),
                Settings = parse.GetValue(set) ?? [],
            };
            return new DemoRun(options, output).RunAsync(cancellation);
        });
        return command;
    }
}
