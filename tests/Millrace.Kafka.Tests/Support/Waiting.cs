using System.Diagnostics;
using Millrace.Execution;

namespace Millrace.Kafka.Tests.Support;

/// <summary>What the tests do with members and queues until something has happened, with an end to their patience.</summary>
internal static class Waiting
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Polls the member until the condition holds.</summary>
    public static void PollUntil(this IGroupMember member, Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                Assert.Fail($"Waited in vain until {what}.");
            member.Poll(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Reads from the queue until it has handed out so many records, waiting on its wake-up.</summary>
    public static List<Taken> Take(this IPartitionQueue queue, int count)
    {
        var taken = new List<Taken>(count);
        queue.Each(() => taken.Count >= count, cursor => taken.Add(Taken.From(cursor)), $"{count} records of {queue.Partition} had come");
        return taken;
    }

    /// <summary>Reads from the queue until its end.</summary>
    public static List<Taken> TakeToEnd(this IPartitionQueue queue)
    {
        var taken = new List<Taken>();
        queue.Each(() => queue.AtEnd, cursor => taken.Add(Taken.From(cursor)), $"the end of {queue.Partition} was reached");
        return taken;
    }

    /// <summary>Hands every record to <paramref name="action"/> until the condition holds.</summary>
    public static void Each(this IPartitionQueue queue, Func<bool> until, Action<RecordCursor> action, string what)
    {
        using var wakeUp = new WakeUp();
        queue.WakeWith(wakeUp);
        var started = Stopwatch.GetTimestamp();
        while (!until())
        {
            wakeUp.Reset();
            using var batch = queue.TryTake(1000);
            if (batch is null)
            {
                // An end of partition comes without a record; it too ends the wait.
                if (!until())
                    wakeUp.Wait(TimeSpan.FromMilliseconds(200));
                if (Stopwatch.GetElapsedTime(started) > Patience)
                    Assert.Fail($"Waited in vain until {what}.");
                continue;
            }

            while (batch.MoveNext())
                action(batch);
        }

        queue.WakeWith(null);
    }

    /// <summary>Joins and polls until something is assigned.</summary>
    public static void Join(this IGroupMember member, RecordingListener listener, params string[] topics)
    {
        member.Subscribe(topics);
        member.PollUntil(() => listener.Queues.Count > 0, "partitions were assigned");
    }
}

/// <summary>A copy of a record.</summary>
internal sealed record Taken(long Offset, long Timestamp, byte[]? Key, byte[]? Value, Headers? Headers)
{
    public static Taken From(RecordCursor cursor) => new(
        cursor.Offset,
        cursor.Timestamp,
        cursor.HasKey ? cursor.Key.ToArray() : null,
        cursor.HasValue ? cursor.Value.ToArray() : null,
        cursor.Headers);
}
