using System.Text;
using Millrace.Cli.Clusters;
using Millrace.Kafka;

namespace Millrace.Cli.Commands;

/// <summary>Sends dead letters back to where they came from.</summary>
internal static class DeadLetterReplay
{
    /// <summary>The header that marks a replayed record: the letter's topic and id.</summary>
    public const string Header = "__millrace.replayed-from";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const string Sent = "replayed";

    public static async Task<IReadOnlyList<(DeadLetter Letter, string State)>> RunAsync(
        Cluster connection, string topic, IReadOnlyList<DeadLetter> letters, bool dryRun, CancellationToken cancellation)
    {
        if (dryRun)
        {
            var plan = await PlanAsync(connection, topic, letters, cancellation);
            return [.. plan.Select(o => o with { State = o.State == Sent ? "would be replayed" : o.State })];
        }

        await ReplayedLetters.EnsureTopicAsync(connection, topic, cancellation);

        // The transactional id is the dead-letter topic's: this fences a replay that is still running, and what that
        // one has not committed by now it never will. The marks are read after it, so that no letter is sent twice.
        using var sink = connection.Transport.CreateSink(new RecordSinkOptions { TransactionalId = $"millrace-replay-{topic}" });
        await Task.Run(() => sink.InitTransactions(Timeout), cancellation);
        var outcomes = await PlanAsync(connection, topic, letters, cancellation);
        await Task.Run(() => Send(sink, topic, outcomes.Where(o => o.State == Sent).Select(o => o.Letter)), cancellation);
        return outcomes;
    }

    private static async Task<IReadOnlyList<(DeadLetter Letter, string State)>> PlanAsync(
        Cluster connection, string topic, IReadOnlyList<DeadLetter> letters, CancellationToken cancellation)
    {
        var replayed = await ReplayedLetters.ReadAsync(connection, topic, cancellation);
        return [.. letters.Select(l => (l, l.Topic is null ? "has no origin" : replayed.Contains(l.Id) ? "was replayed before" : Sent))];
    }

    private static void Send(IRecordSink sink, string topic, IEnumerable<DeadLetter> letters)
    {
        sink.Begin();
        var marks = sink.Open(ReplayedLetters.TopicOf(topic));
        foreach (var letter in letters)
        {
            var target = sink.Open(letter.Topic!);
            var partition = letter.Key is null
                ? letter.Partition % target.PartitionCount
                : Murmur2.Partition(letter.Key, target.PartitionCount);
            var timestamp = letter.Timestamp.ToUnixTimeMilliseconds();
            target.Send(partition, letter.Key is not null, letter.Key, letter.Value is not null, letter.Value, timestamp, Marked(letter, topic));
            marks.Send(0, true, Encoding.UTF8.GetBytes(letter.Id), true, Encoding.UTF8.GetBytes(letter.Origin), null, null);
        }

        sink.Commit(Timeout);
    }

    /// <summary>The record's own headers, without those of the error, and the mark.</summary>
    private static Headers Marked(DeadLetter letter, string topic)
    {
        var headers = new Headers();
        foreach (var header in letter.Headers)
        {
            if (!header.Name.StartsWith("__streams.errors.", StringComparison.Ordinal))
            {
                headers.Add(header.Name, header.Value);
            }
        }

        return headers.Remove(Header).Add(Header, $"{topic}/{letter.Id}");
    }
}
