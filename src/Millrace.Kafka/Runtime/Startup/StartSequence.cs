namespace Millrace.Kafka.Runtime;

/// <summary>
/// What comes before the group: the broker answers, the topics are there, the serdes have what they need. Waits for
/// what may come by itself.
/// </summary>
internal sealed class StartSequence(TopologyGraph graph, TopicCheck topics, Func<ITopicAdmin> openAdmin, Action<string> waiting)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken stop)
    {
        using (var admin = openAdmin())
            await PatientlyAsync(cancellation => topics.EnsureAsync(admin, cancellation), stop);
        await PatientlyAsync(graph.PrepareAsync, stop);
    }

    private async Task PatientlyAsync(Func<CancellationToken, Task> step, CancellationToken stop)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                await step(stop);
                return;
            }
            catch (MillraceException e) when (e.IsTransient)
            {
                waiting(e.Message);
            }

            await Task.Delay(pause, stop);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
