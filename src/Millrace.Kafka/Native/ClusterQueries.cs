using System.Diagnostics;

namespace Millrace.Kafka.Native;

/// <summary>Questions to the cluster that wait for the answer, in short waits, so that a refusal is heard between them.</summary>
internal static unsafe class ClusterQueries
{
    private const int SliceMs = 500;
    private const int PauseMs = 50;

    /// <summary>How many partitions a topic has.</summary>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    public static int PartitionCount(ClientHandle client, TopicHandle topic, string name, TimeSpan timeout, Action<string> between)
    {
        var what = $"Topic '{name}' cannot be opened";
        return Ask(what, timeout, between, slice => AskPartitionCount(client, topic, slice));
    }

    /// <summary>A partition's first offset and its end as the client's isolation level sees it.</summary>
    public static Watermarks Watermarks(ClientHandle client, TopicPartition partition, TimeSpan timeout, Action<string> between)
    {
        var what = $"The offsets of partition {partition} cannot be read";
        return Ask(what, timeout, between, slice =>
        {
            var code = LibRdKafka.QueryWatermarks(client, partition.Topic, partition.Partition, out var low, out var high, slice);
            return (code, new Watermarks(low, high));
        });
    }

    private static (int Code, int Count) AskPartitionCount(ClientHandle client, TopicHandle topic, int slice)
    {
        var code = LibRdKafka.Metadata(client, allTopics: 0, topic.Pointer, out var metadata, slice);
        if (code != 0)
            return (code, 0);
        try
        {
            return metadata->TopicCount == 1 ? (metadata->Topics[0].Error, metadata->Topics[0].PartitionCount) : (KafkaReactions.TimedOut, 0);
        }
        finally
        {
            LibRdKafka.MetadataDestroy(metadata);
        }
    }

    private static T Ask<T>(string what, TimeSpan timeout, Action<string> between, Func<int, (int Code, T Answer)> call)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = (int)Math.Clamp((timeout - Stopwatch.GetElapsedTime(started)).TotalMilliseconds, 1, SliceMs);
            var (code, answer) = call(left);
            if (code == 0)
                return answer;
            between(what);
            if (KafkaReactions.For(code) != KafkaReaction.Transient || Stopwatch.GetElapsedTime(started) >= timeout)
                throw KafkaErrors.Create(code, what);
            Thread.Sleep(PauseMs);
        }
    }
}
