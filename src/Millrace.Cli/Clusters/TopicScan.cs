using Millrace.Execution;
using Millrace.Kafka;

namespace Millrace.Cli.Clusters;

/// <summary>Reads topics outside of any group: what stands in them now, or what comes from now on.</summary>
internal sealed class TopicScan(IKafkaTransport transport)
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan BrokerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Calls <paramref name="visit"/> with each record that the topic holds now, partition by partition.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="visit">Takes the partition and the record; the record is valid during the call.</param>
    /// <param name="cancellation">Ends the scan.</param>
    /// <param name="only">One partition, from one offset on; null for all from the beginning.</param>
    public void ReadAll(string topic, Action<int, RecordCursor> visit, CancellationToken cancellation, (int Partition, long Offset)? only = null)
    {
        using var reader = transport.CreateReader(new PartitionReaderOptions { Reset = OffsetReset.Earliest });
        using var wake = new WakeUp();
        var open = Ranges(reader, topic, only).Select(r => Open(reader, r.Partition, r.Start, r.End, wake)).ToList();
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            wake.Reset();
            var any = false;
            foreach (var (queue, _) in open)
            {
                any |= Take(queue, visit);
            }

            open.RemoveAll(o => o.Queue.Position >= o.End || o.Queue.AtEnd);
            if (!any && open.Count > 0)
            {
                wake.Wait(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    /// <summary>The ends of the topic's partitions now, in their order: what <see cref="Follow"/> may go on from later.</summary>
    public IReadOnlyList<long> Ends(string topic)
    {
        using var reader = transport.CreateReader(new PartitionReaderOptions());
        return [.. Enumerable.Range(0, reader.PartitionCount(topic, BrokerTimeout))
            .Select(partition => reader.QueryWatermarks(new TopicPartition(topic, partition), BrokerTimeout).High)];
    }

    /// <summary>Calls <paramref name="visit"/> with each record from these offsets on, one a partition, until it is cancelled.</summary>
    public void Follow(string topic, IReadOnlyList<long> from, Action<int, RecordCursor> visit, CancellationToken cancellation)
    {
        using var reader = transport.CreateReader(new PartitionReaderOptions { Reset = OffsetReset.Earliest, DetectEnd = false });
        using var wake = new WakeUp();
        var queues = new List<IPartitionQueue>();
        for (var partition = 0; partition < from.Count; partition++)
        {
            var queue = reader.Open(new TopicPartition(topic, partition), from[partition]);
            queue.WakeWith(wake);
            queues.Add(queue);
        }

        while (!cancellation.IsCancellationRequested)
        {
            var any = false;
            wake.Reset();
            foreach (var queue in queues)
            {
                any |= Take(queue, visit);
            }

            if (!any)
            {
                wake.Wait(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    /// <summary>
    /// What there is to read. Asked before anything is read: on a connection that waits for a fetch each question would
    /// wait with it.
    /// </summary>
    private static List<(TopicPartition Partition, long Start, long End)> Ranges(
        IPartitionReader reader, string topic, (int Partition, long Offset)? only)
    {
        var ranges = new List<(TopicPartition, long, long)>();
        for (var partition = 0; partition < reader.PartitionCount(topic, BrokerTimeout); partition++)
        {
            if (only is null || only.Value.Partition == partition)
            {
                var marks = reader.QueryWatermarks(new TopicPartition(topic, partition), BrokerTimeout);
                var start = Math.Max(marks.Low, only?.Offset ?? marks.Low);
                if (start < marks.High)
                {
                    ranges.Add((new TopicPartition(topic, partition), start, marks.High));
                }
            }
        }

        return ranges;
    }

    private static (IPartitionQueue Queue, long End) Open(IPartitionReader reader, TopicPartition partition, long start, long end, WakeUp wake)
    {
        var queue = reader.Open(partition, start);
        queue.WakeWith(wake);
        return (queue, end);
    }

    private static bool Take(IPartitionQueue queue, Action<int, RecordCursor> visit)
    {
        using var records = queue.TryTake(BatchSize);
        if (records is null)
        {
            return false;
        }

        while (records.MoveNext())
        {
            visit(queue.Partition.Partition, records);
        }

        return true;
    }
}
