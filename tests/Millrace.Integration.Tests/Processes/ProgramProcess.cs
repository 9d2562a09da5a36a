using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Millrace.Integration.Tests.Processes;

/// <summary>One of the programs in a process of its own.</summary>
internal sealed partial class ProgramProcess : IDisposable
{
    private const int SigTerm = 15;
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _output = new();

    private ProgramProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>What it has written to standard error.</summary>
    public string Errors => Text(_errors);

    /// <summary>What it has written to standard output.</summary>
    public string Output => Text(_output);

    public bool HasExited => _process.HasExited;

    /// <summary>What it has taken so far, while it runs.</summary>
    public ProcessUsage Usage => ProcessUsage.Of(_process);

    public static ProgramProcess Start(string program, params IEnumerable<string> arguments)
    {
        var folder = Programs.FolderOf(program);
        var start = new ProcessStartInfo(Programs.Dotnet, [Path.Combine(folder, program + ".dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            // As in a container: beside its appsettings.
            WorkingDirectory = folder,
        };
        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Runs a program that ends by itself, and gives it when it has ended.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        var exitCode = await process.ExitCodeWithin(TimeSpan.FromSeconds(60));
        return (exitCode, process.Output, process.Errors);
    }

    /// <summary>SIGKILL: it gets no time for anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a container's stop sends it.</summary>
    public void Terminate() => Assert.Equal(0, SendSignal(_process.Id, SigTerm));

    public async Task<int> ExitCodeWithin(TimeSpan time)
    {
        using var end = new CancellationTokenSource(time);
        try
        {
            await _process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process did not end within {time}: {Errors}{Output}");
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
