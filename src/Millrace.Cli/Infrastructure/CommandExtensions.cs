using System.CommandLine;
using Millrace.Hosting;
using Millrace.Simulation;
using Spectre.Console;

namespace Millrace.Cli.Infrastructure;

/// <summary>Gives commands their actions.</summary>
internal static class CommandExtensions
{
    /// <summary>What a shell expects of a program that Ctrl-C ended: 128 and the signal's number.</summary>
    private const int Interrupted = 130;

    /// <summary>
    /// Runs <paramref name="action"/>. What it throws becomes one line and an exit code; <c>--verbose</c> shows the
    /// stack trace too.
    /// </summary>
    public static void SetAction(this Command command, Func<ParseResult, Output, CancellationToken, Task<int>> action) =>
        command.SetAction(async (ParseResult parse, CancellationToken cancellation) =>
        {
            var configuration = parse.InvocationConfiguration;
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(configuration.Output) });
            var output = new Output(parse.GetValue(CommonOptions.Json), console, configuration.Output, configuration.Error);
            try
            {
                return await action(parse, output, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return Interrupted;
            }
            catch (Exception e)
            {
                output.Note($"millrace: {ExitCodes.LineFor(e)}");
                if (parse.GetValue(CommonOptions.Verbose))
                {
                    output.Note(e.ToString());
                }

                return CodeOf(e);
            }
        });

    /// <summary>Exceptions of this command's own parts, and those of the worker's.</summary>
    private static int CodeOf(Exception exception) => exception switch
    {
        UsageException or SimulationOptionsException => ExitCodes.WrongUse,
        _ => ExitCodes.For(exception),
    };
}
