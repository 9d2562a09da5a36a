using System.CommandLine;
using Millrace.Hosting;
using Millrace.Kafka;
using Millrace.SchemaRegistry;
using Millrace.Simulation;
using Millrace.Simulation.Recordings;

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
        command.SetAction(cluster: null, action);

    /// <summary>The same for a command that talks to a cluster: it is named, and so is the user, where that is refused.</summary>
    public static void SetAction(this Command command, ClusterOptions? cluster, Func<ParseResult, Output, CancellationToken, Task<int>> action) =>
        command.SetAction(async (ParseResult parse, CancellationToken cancellation) =>
        {
            // Signals are listened to once this has first waited: what starts a broker must not be killed half-way.
            await Task.Yield();
            var configuration = parse.InvocationConfiguration;
            var output = Output.Create(parse.GetValue(CommonOptions.Json), configuration.Output, configuration.Error);
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
                output.Note($"millrace: {ExitCodes.LineFor(e)}{Whom(e, cluster, parse)}");
                if (parse.GetValue(CommonOptions.Verbose))
                {
                    output.Note(e.ToString());
                }

                return CodeOf(e);
            }
        });

    /// <summary>Who was refused.</summary>
    private static string? Whom(Exception exception, ClusterOptions? cluster, ParseResult parse) =>
        exception is AuthenticationFailedException or AuthorizationFailedException && cluster?.TryGetClient(parse) is { } client
            ? $" ({ClusterOptions.IdentityOf(client)})"
            : null;

    /// <summary>Exceptions of this command's own parts, and those of the worker's.</summary>
    private static int CodeOf(Exception exception) => exception switch
    {
        UsageException or SimulationOptionsException or RecordingException => ExitCodes.WrongUse,
        SchemaRegistryException { IsTransient: true } => ExitCodes.NoBroker,
        _ => ExitCodes.For(exception),
    };
}
