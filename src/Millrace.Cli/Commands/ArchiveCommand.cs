using System.CommandLine;
using Millrace.Archive;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;

namespace Millrace.Cli.Commands;

/// <summary><c>millrace archive</c>: proves that the archive of readings is whole.</summary>
internal static class ArchiveCommand
{
    public static Command Create()
    {
        var command = new Command("archive", "Looks after the archive of readings");
        command.Subcommands.Add(Verify());
        return command;
    }

    private static Command Verify()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The archive's folder" };
        var command = new Command("verify", "Proves that every offset of every partition is in the archive exactly once, and every file is whole") { folder };
        command.SetAction(async (parse, output, cancellation) =>
        {
            var directory = parse.GetValue(folder)!;
            if (!directory.Exists)
            {
                throw new UsageException($"<folder>: '{directory}' does not exist");
            }

            var report = await Task.Run(() => ArchiveVerifier.Verify(directory.FullName, cancellation), cancellation);
            Show(output, report);
            return report.IsWhole ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static void Show(Output output, ArchiveReport report)
    {
        output.Rows(
            ["partition", "start", "end", "records", "files", "bytes", "refused", "gapOffsets"],
            report.Partitions.Select(p => (IReadOnlyList<object?>)[p.Input.ToString(), p.Start, p.End, p.Records, p.Files, p.Bytes, p.Refused, p.GapOffsets]));
        foreach (var problem in report.Problems)
        {
            if (output.Json)
            {
                output.JsonLine(json =>
                {
                    json.WriteString("problem", problem.Kind.ToString());
                    json.WriteString("path", problem.Path);
                    json.WriteString("message", problem.Message);
                });
            }
            else
            {
                output.Line($"{problem.Kind}: {problem.Path}: {problem.Message}");
            }
        }

        output.Note(report.IsWhole
            ? $"millrace: the archive is whole: {report.Records} records in {report.Files} files, {report.Refused} refused, {report.GapOffsets} offsets without a record"
            : $"millrace: the archive is not whole: {report.Problems.Count} problems");
    }
}
