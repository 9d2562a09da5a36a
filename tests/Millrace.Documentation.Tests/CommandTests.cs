using Millrace.Cli;
using Millrace.Documentation.Tests.Reading;
using Millrace.Documentation.Tests.Running;

namespace Millrace.Documentation.Tests;

/// <summary>Every command that a document shows is known, and is run here or has its parts looked at.</summary>
public sealed class CommandTests
{
    private static readonly string[] OfLauncher = ["test", "natives"];

    /// <summary>The pages with commands for a cluster.</summary>
    public static TheoryData<string> ClusterPages { get; } =
        [.. Checkout.Pages.Where(static page => Command.In(page).Any(static command => Runs.Of(command) is Export or Foreground { NeedsCluster: true })).Select(static page => page.Path)];

    /// <summary>Commands that need no cluster.</summary>
    public static TheoryData<string, int> LocalCommands { get; } =
        [.. Checkout.Pages.SelectMany(Command.In).Where(static command => Runs.Of(command) is Foreground { NeedsCluster: false }).Select(static command => (command.Path, command.Line))];

    [Fact]
    public void Every_command_is_run_or_has_its_parts_checked() =>
        Verdict.NoComplaint(Checkout.Pages.SelectMany(Command.In).SelectMany(Check));

    [Fact]
    public void Every_command_of_millrace_is_one_that_the_program_knows() =>
        Verdict.NoComplaint(Checkout.Pages.SelectMany(static page => Command.In(page).Concat(Command.Named(page))).SelectMany(Parse));

    [Fact]
    public void A_command_that_is_not_known_is_found()
    {
        var page = Page.Parse("a.md", "```console\n$ ./millrace demo --fro 20s\n$ make coffee\n$ docker compose exec kafka-9 sh\n```\nSay `./millrace alarms`.");

        Assert.Equal(
            ["a.md:3: nothing runs 'make coffee'; say in Runs.cs how it is to be run.", "a.md:4: docker-compose.yml knows no 'kafka-9'.", "a.md:4: docker-compose.yml knows no 'sh'."],
            Command.In(page).SelectMany(Check));
        Assert.Equal(2, Command.In(page).Concat(Command.Named(page)).SelectMany(Parse).Select(static complaint => complaint[..7]).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(LocalCommands))]
    public async Task A_command_that_needs_no_cluster_runs(string path, int line)
    {
        var command = Checkout.Pages.Where(page => page.Path == path).SelectMany(Command.In).Single(command => command.Line == line);
        string[] arguments = [.. BuiltCommand.Arguments, .. command.Words.Skip(1), .. ((Foreground)Runs.Of(command)!).More];

        await using var process = ShownProcess.Start(BuiltCommand.Program, arguments, new Dictionary<string, string>(StringComparer.Ordinal), Checkout.Root);

        Assert.True(await process.EndAsync() == 0, $"{command.Place}: '{command.Text}' failed:\n{process.Said}");
    }

    [Theory]
    [MemberData(nameof(ClusterPages))]
    public async Task The_commands_of_a_page_run_in_order_on_a_real_broker(string path)
    {
        KafkaHome.Require();
        var commands = Checkout.Pages.Where(page => page.Path == path).SelectMany(Command.In).Where(static command => Runs.Of(command) is not Foreground { NeedsCluster: false }).ToList();
        await using var scene = await Scene.SetAsync();
        if (!commands.Exists(static command => command.Text.StartsWith("./millrace topics create", StringComparison.Ordinal)))
        {
            await scene.CreateTopicsAsync();
        }

        foreach (var command in commands)
        {
            await scene.RunAsync(command);
        }

        await scene.EndAsync();
    }

    private static IEnumerable<string> Check(Command command) => Runs.Of(command) switch
    {
        null => [$"{command.Place}: nothing runs '{command.Text}'; say in Runs.cs how it is to be run."],
        Checked run => run.Check(command).Select(complaint => $"{command.Place}: {complaint}"),
        _ => [],
    };

    private static IEnumerable<string> Parse(Command command) =>
        command.Program != "./millrace" || OfLauncher.Contains(command.Words[1])
            ? []
            : CommandLine.Create().Parse([.. command.Words.Skip(1)]).Errors.Select(error => $"{command.Place}: {error.Message}");
}
