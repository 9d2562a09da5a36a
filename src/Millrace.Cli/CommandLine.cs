using System.CommandLine;
using System.CommandLine.Help;
using Millrace.Cli.Commands;
using Millrace.Cli.Commands.Demo;
using Millrace.Cli.Commands.Replay;
using Millrace.Cli.Commands.Schemas;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;

namespace Millrace.Cli;

/// <summary>The <c>millrace</c> command: what there is, and what happens when it is used in a wrong way.</summary>
internal static class CommandLine
{
    public static async Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error)
    {
        // Alone, the command says what it can do.
        var parse = Create().Parse(args.Length == 0 ? ["--help"] : args);
        if (WrongUse.LineFor(parse) is { } problem)
        {
            error.WriteLine(problem);
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

    /// <summary>The command with all that is below it. Not a RootCommand: that one calls itself what the assembly is called.</summary>
    internal static Command Create()
    {
        var root = new Command("millrace", "Millrace turns Kafka topics of device readings into decisions. Start with 'millrace demo'.")
        {
            new HelpOption(), new VersionOption(),
        };
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Verbose);
        HelpWithExamples.AddTo(root);
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(AlertsCommand.Create());
        root.Subcommands.Add(TopicsCommand.Create());
        root.Subcommands.Add(TopologyCommand.Create());
        root.Subcommands.Add(SchemasCommand.Create());
        root.Subcommands.Add(DeadLettersCommand.Create());
        root.Subcommands.Add(ArchiveCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        return root;
    }
}
