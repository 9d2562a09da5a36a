using System.CommandLine;
using Millrace.Cli.Commands;
using Millrace.Cli.Commands.Demo;
using Millrace.Cli.Commands.Replay;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;

namespace Millrace.Cli;

/// <summary>The <c>millrace</c> command: what there is, and what happens when it is used in a wrong way.</summary>
internal static class CommandLine
{
    public static async Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parse = Create().Parse(args);
        if (parse.Errors.Count > 0)
        {
            error.WriteLine($"millrace: {parse.Errors[0].Message}; see 'millrace {PathOf(parse)}--help'");
            return ExitCodes.WrongUse;
        }

        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = output,
            Error = error,

            // A live view puts the terminal back and a worker commits; Ctrl-C ends both within this time.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        };
        return await parse.InvokeAsync(invocation);
    }

    internal static RootCommand Create()
    {
        var root = new RootCommand("Millrace turns Kafka topics of device readings into decisions. Start with 'millrace demo'.");
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Verbose);
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(AlertsCommand.Create());
        root.Subcommands.Add(TopicsCommand.Create());
        root.Subcommands.Add(TopologyCommand.Create());
        root.Subcommands.Add(DeadLettersCommand.Create());
        root.Subcommands.Add(ArchiveCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        return root;
    }

    private static string PathOf(ParseResult parse)
    {
        var path = "";
        for (var at = parse.CommandResult; at is not null && at.Command is not RootCommand; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            path = at.Command.Name + " " + path;
        }

        return path;
    }
}
