using System.Net;
using System.Text.RegularExpressions;

namespace Millrace.Integration.Tests.Processes;

/// <summary>A worker, with the health that it serves. It is told a port of 0 and logs which one it took.</summary>
internal sealed partial class WorkerProcess(string name, ProgramProcess process) : IDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>By what the tests' messages call it.</summary>
    public string Name { get; } = name;

    public ProgramProcess Process { get; } = process;

    /// <summary>All that it has logged, and why it ended if it did.</summary>
    public string Log => Process.Output + Process.Errors;

    /// <summary>Waits until it says that it is ready, with so many tasks.</summary>
    public Task UntilReady(int tasks)
    {
        var ready = $"ready: {tasks} tasks run";
        return Eventually.True(
            async () => await ReadinessAsync() is (HttpStatusCode.OK, { } text) && text.StartsWith(ready, StringComparison.Ordinal),
            $"{Name} was ready with {tasks} tasks",
            this);
    }

    /// <summary>SIGTERM; within the host's limit it has to have ended well.</summary>
    public async Task<ProcessUsage> StopAsync()
    {
        var usage = Process.Usage;
        Process.Terminate();
        var exitCode = await Process.ExitCodeWithin(StopTime);
        Assert.True(exitCode == 0, $"{Name} ended with {exitCode}: {Log}");
        return usage;
    }

    public void Dispose() => Process.Dispose();

    /// <summary>What <c>/healthz/ready</c> answers; null while it does not answer.</summary>
    private async Task<(HttpStatusCode Status, string Text)?> ReadinessAsync()
    {
        if (Health().Match(Log) is not { Success: true } match)
            return null;
        try
        {
            using var answer = await Http.GetAsync(new Uri(match.Groups["address"].Value + "healthz/ready"));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"Health is served at (?<address>http://\S+/)healthz/live", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Health();
}
