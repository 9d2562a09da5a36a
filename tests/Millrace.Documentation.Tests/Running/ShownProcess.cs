using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Millrace.Documentation.Tests.Running;

/// <summary>A program that a document starts, with what it says.</summary>
internal sealed partial class ShownProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Task _reading;

    private ShownProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Everything that it has said so far, on both of its outputs.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static ShownProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ShownProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it has said something; fails when it ends before, or takes too long.</summary>
    public Task SaysAsync(string text) => Patiently.UntilAsync(
        () => Said.Contains(text, StringComparison.Ordinal) || (_process.HasExited ? throw new InvalidOperationException($"it ended with {_process.ExitCode}:\n{Said}") : false),
        () => $"it did not say '{text}':\n{Said}");

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            await _reading;
            return _process.ExitCode;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"it did not end within {Patience}:\n{Said}", e);
        }
    }

    /// <summary>SIGTERM, and its end. (A shell lets programs in its background ignore Ctrl-C, and they pass that on.)</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync()
    {
        return Signal(_process.Id, Terminate) == 0 || _process.HasExited ? EndAsync() : throw new InvalidOperationException("it cannot be stopped.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.Append(line).Append('\n');
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
