using System.Diagnostics;

namespace Millrace.Documentation.Tests.Running;

/// <summary>Waits for what another program does.</summary>
internal static class Patiently
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static Task UntilAsync(Func<bool> holds, Func<string> otherwise) => UntilAsync(() => Task.FromResult(holds()), otherwise);

    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(began) > Limit)
            {
                throw new TimeoutException($"After {Limit}: {otherwise()}");
            }

            // Another process's doing can only be asked for.
            await Task.Delay(Pause);
        }
    }
}
