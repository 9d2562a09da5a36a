using System.CommandLine;
using Millrace.Cli.Commands.Doctor;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Spectre.Console;

namespace Millrace.Cli.Commands;

/// <summary><c>millrace doctor</c>: what is there, what is missing, and how to mend it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var cluster = new ClusterOptions();
        var command = new Command("doctor", "Checks the SDK, the native parts and, where they are named, the broker, the registry and the topics");
        cluster.AddTo(command);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            var findings = new List<Finding>
            {
                Checks.Runtime(),
                await Checks.SdkAsync(cancellation),
                Checks.LibRdKafka(),
                Checks.RocksDb(),
            };
            findings.AddRange(await Checks.BrokerAsync(cluster.TryGetClient(parse), cancellation));
            findings.Add(await Checks.RegistryAsync(cluster.TryGetRegistry(parse), cancellation));
            Show(output, findings);
            return findings.Select(f => f.ExitCode).FirstOrDefault(c => c != ExitCodes.Success);
        });
        return command;
    }

    private static void Show(Output output, List<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (output.Json)
            {
                output.JsonLine(json =>
                {
                    json.WriteString("check", finding.Check);
                    json.WriteString("state", finding.State.ToString().ToLowerInvariant());
                    json.WriteString("what", finding.What);
                    json.WriteString("mend", finding.Mend);
                });
                continue;
            }

            var (colour, word) = finding.State switch
            {
                FindingState.Good => ("green", "ok"),
                FindingState.Unchecked => ("grey", "--"),
                _ => ("red", "no"),
            };
            output.Console.MarkupLine($"[{colour}]{word}[/]  {finding.Check,-18} {Markup.Escape(finding.What)}");
            if (finding.Mend is { } mend)
            {
                output.Console.MarkupLine($"    {"",-18} [yellow]to mend it:[/] {Markup.Escape(mend)}");
            }
        }
    }
}
