using System.Diagnostics;

namespace Millrace.Integration.Tests.Processes;

/// <summary>Waits for what other processes do, with an end to its patience.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until the condition holds; fails when a worker that is needed for it has ended, or patience has.</summary>
    public static async Task True(Func<Task<bool>> condition, string what, params WorkerProcess[] workers)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Array.Find(workers, w => w.Process.HasExited) is { } dead)
                Assert.Fail($"{dead.Name} ended before {what}: {dead.Log}");
            if (Stopwatch.GetElapsedTime(started) > Patience)
                Assert.Fail($"Waited in vain until {what}: {string.Join('\n', workers.Select(w => $"{w.Name}: {w.Log}"))}");
            await Task.Delay(Pause);
        }
    }

    /// <inheritdoc cref="True(Func{Task{bool}}, string, WorkerProcess[])"/>
    public static Task True(Func<bool> condition, string what, params WorkerProcess[] workers) =>
        True(() => Task.FromResult(condition()), what, workers);
}
