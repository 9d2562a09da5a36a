using System.Diagnostics;
using System.Globalization;
using Millrace.Hvac;

namespace Millrace.Archive.Tests;

/// <summary>A worker in a process of its own: reads the synthetic partition, archives it, and commits as Kafka would have it.</summary>
internal sealed class ChildProcess : IDisposable
{
    internal const string Verb = "--child";
    private const string CommittedName = "committed";
    private const int RecordsPerCommit = 300;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    internal static ChildProcess Start(string folder, long until)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in (string[])[Verb, folder, until.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line that the child says; null when it has ended.</summary>
    internal string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>SIGKILL, or what comes nearest to it.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    internal int WaitForExit()
    {
        while (ReadLine() is not null)
        {
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    internal static int Run(string folder, long until)
    {
        var options = new ArchiveOptions { Directory = folder, BlockBytes = 1 << 10, MaxOpenFiles = 4 };
        // Each step is a line, so that a kill upon a line falls anywhere into a commit.
        using var sink = new ArchiveSink<string, HvacReading>(options, SyntheticPartition.Format, null, step => Console.WriteLine(step));
        sink.Open(SyntheticPartition.Input, () => { });
        var committed = Path.Combine(folder, CommittedName);
        for (var offset = Committed(committed); offset < until; offset += RecordsPerCommit)
        {
            var end = Math.Min(until, offset + RecordsPerCommit);
            sink.Feed(offset, end);
            sink.BeforeCommit(end);
            File.WriteAllText(committed + ".new", end.ToString(CultureInfo.InvariantCulture));
            File.Move(committed + ".new", committed, overwrite: true);
            sink.AfterCommit();
            Console.WriteLine("committed");
        }

        return 0;
    }

    private static long Committed(string path) => File.Exists(path) ? long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : 0;
}
