using System.CommandLine;
using Millrace.Cli.Infrastructure;
using Millrace.Cli.Tests.Support;

namespace Millrace.Cli.Tests.Usage;

/// <summary>The help teaches: what there is, and lines that can be typed.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. All(CommandLine.Create(), "").Select(c => c.Path)];

    public static TheoryData<string, string> Lines => [.. Examples.All.Select(e => (e.Command, e.Line))];

    [Fact]
    public async Task Alone_the_command_prints_its_help()
    {
        var alone = await Invocation.SucceedAsync();
        var asked = await Invocation.SucceedAsync("--help");
        Assert.Equal(asked.Output, alone.Output);
        Assert.Contains("millrace [command]", alone.Output, StringComparison.Ordinal);
        Assert.Contains("millrace demo", alone.Output, StringComparison.Ordinal);
        Assert.Empty(alone.Error);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself(string path)
    {
        var help = await Invocation.SucceedAsync([.. path.Split(' ')[1..], "--help"]);
        Assert.Contains($"{path} ", help.Output, StringComparison.Ordinal);
        Assert.All(All(CommandLine.Create(), "").Single(c => c.Path == path).Command.Options, option => Assert.NotEmpty(option.Description ?? ""));
    }

    [Fact]
    public void Every_command_that_does_something_has_an_example()
    {
        var without = All(CommandLine.Create(), "").Where(c => c.Command.Subcommands.Count == 0 && Examples.Of(c.Path).Count == 0).Select(c => c.Path);
        Assert.Equal(["millrace topology list"], without);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_example_can_be_typed(string command, string line)
    {
        Assert.StartsWith(command, line, StringComparison.Ordinal);
        Assert.Empty(CommandLine.Create().Parse(line.Split(' ')[1..]).Errors);
    }

    [Fact]
    public async Task What_goes_into_a_pipe_has_no_colours_and_no_line_breaks()
    {
        var list = await Invocation.SucceedAsync("topics", "list");
        Assert.DoesNotContain("\u001b", list.Output, StringComparison.Ordinal);
        Assert.All(list.Lines.Skip(1), line => Assert.Contains(line.TrimStart().Split(' ')[0].Split('.', '-')[0], (string[])["hvac", "cold"]));
        var commands = await Invocation.SucceedAsync("--help");
        Assert.Contains("demo ", commands.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, Command Command)> All(Command command, string above)
    {
        var path = $"{above}{command.Name}";
        return command.Subcommands.SelectMany(c => All(c, path + " ")).Prepend((path, command));
    }
}
