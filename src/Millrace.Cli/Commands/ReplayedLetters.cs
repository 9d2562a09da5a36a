using System.Text;
using Millrace.Cli.Clusters;
using Millrace.Kafka;

namespace Millrace.Cli.Commands;

/// <summary>
/// Which dead letters have been replayed: a compacted topic beside the dead-letter topic, whose keys are the letters'
/// ids. A letter and its mark are written in one transaction, so that a replay that is repeated sends nothing twice.
/// </summary>
internal static class ReplayedLetters
{
    public static string TopicOf(string deadLetters) => deadLetters + ".replayed";

    public static async Task<HashSet<string>> ReadAsync(Cluster connection, string deadLetters, CancellationToken cancellation)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var topic = TopicOf(deadLetters);
        if ((await connection.Admin.DescribeAsync([topic], cancellation)).Count > 0)
        {
            await Task.Run(() => connection.Scan.ReadAll(topic, (_, record) => ids.Add(Encoding.UTF8.GetString(record.Key)), cancellation), cancellation);
        }

        return ids;
    }

    public static Task EnsureTopicAsync(Cluster connection, string deadLetters, CancellationToken cancellation) =>
        connection.Admin.EnsureTopicsAsync(
            [new TopicSpecification { Name = TopicOf(deadLetters), Partitions = 1, Settings = new Dictionary<string, string> { ["cleanup.policy"] = "compact" } }],
            cancellation: cancellation);
}
