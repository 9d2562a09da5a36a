namespace Millrace.Kafka.Runtime;

/// <summary>
/// Deletes from the repartition topics what this worker has read and committed. Those topics keep records for ever, so
/// that a worker that was away loses nothing; without this they would grow for ever too.
/// </summary>
internal sealed class RepartitionPurge(TopologyGraph graph, KafkaWorkerOptions options, Func<ITopicAdmin> openAdmin, WorkerMonitor monitor, WorkerLog log)
{
    private readonly HashSet<string> _topics =
        [.. graph.Topics.Where(t => t.Role == TopicRole.Repartition).Select(t => t.Name)];

    private readonly Dictionary<TopicPartition, long> _deleted = [];

    /// <summary>Runs until told to stop; at once if there is nothing to delete ever.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (_topics.Count == 0)
            return;
        using var admin = openAdmin();
        using var timer = new PeriodicTimer(options.RepartitionPurgeInterval);
        while (await NextAsync(timer, stop))
        {
            try
            {
                await PurgeAsync(admin, stop);
            }
            catch (KafkaException e)
            {
                // Tried again at the next interval: records that stay longer cost space and nothing else.
                log.PurgeFailed(e.Message);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task PurgeAsync(ITopicAdmin admin, CancellationToken stop)
    {
        var before = monitor.Snapshot().Tasks
            .SelectMany(t => t.Inputs)
            .Where(i => i.Committed is { } committed && _topics.Contains(i.Partition.Topic) && committed > _deleted.GetValueOrDefault(i.Partition))
            .Select(i => new PartitionOffset(i.Partition, i.Committed!.Value))
            .ToList();
        if (before.Count == 0)
            return;
        await admin.DeleteRecordsAsync(before, stop);
        foreach (var (partition, offset) in before)
            _deleted[partition] = offset;
    }
}
