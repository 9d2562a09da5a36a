using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Millrace.Hosting.Tests.Workers;

/// <summary>A worker in a process of its own.</summary>
internal sealed partial class WorkerProcess : IDisposable
{
    public const string Argument = "worker";
    private const int SigTerm = 15;
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _output = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>What it has written to standard error.</summary>
    public string Errors => Text(_errors);

    /// <summary>What it has logged.</summary>
    public string Output => Text(_output);

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a worker that counts, configured as on a command line.</summary>
    public static WorkerProcess Start(params IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            // Where no appsettings lie about.
            WorkingDirectory = AppContext.BaseDirectory,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        start.ArgumentList.Add(Argument);
        foreach (var (name, value) in settings)
            start.ArgumentList.Add($"--{name}={value}");
        return new WorkerProcess(Process.Start(start)!);
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
            Assert.Fail($"The worker did not end within {time}: {Errors}{Output}");
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
