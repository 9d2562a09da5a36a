using System.CommandLine;
using Millrace.Cli.Clusters;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Millrace.Kafka;

namespace Millrace.Cli.Commands;

/// <summary><c>millrace topics</c>: the topics that the topologies need.</summary>
internal static class TopicsCommand
{
    public static Command Create()
    {
        var command = new Command("topics", "Creates and lists the topics that the topologies need");
        command.Subcommands.Add(CreateTopics());
        command.Subcommands.Add(List());
        return command;
    }

    private static Command CreateTopics()
    {
        var cluster = new ClusterOptions();
        var worker = WorkerArgument();
        var partitions = new Option<int?>("--partitions") { Description = "Partitions of each topic [default: those of what is there, else 6]", HelpName = "n" }.WithBounds(1, 10_000);
        var replication = new Option<int?>("--replication-factor") { Description = "Replicas of each partition [default: the broker's]", HelpName = "n" }
            .WithBounds(1, short.MaxValue);
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and do nothing" };
        var command = new Command("create", "Creates the topics that are missing; an existing one is never changed") { worker, partitions, replication, dryRun };
        cluster.AddTo(command, registry: false);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            var needs = TopicNeeds.Of(parse.GetValue(worker));
            await using var connection = await Cluster.ConnectAsync(cluster.GetClient(parse), cancellation);
            var found = (await connection.Admin.ListAsync(cancellation)).ToDictionary(t => t.Name, t => t.Partitions, StringComparer.Ordinal);
            var specifications = needs.Specify(found, parse.GetValue(partitions), (short?)parse.GetValue(replication));
            var outcomes = await connection.Admin.EnsureTopicsAsync(specifications, parse.GetValue(dryRun), cancellation);
            output.Rows(
                ["topic", "state", "differences"],
                outcomes.Select(o => (IReadOnlyList<object?>)[o.Name, State(o.State, parse.GetValue(dryRun)), o.Differences]));
            return outcomes.Any(o => o.State == TopicState.Differs) ? ExitCodes.Failure : ExitCodes.Success;
        });
        return command;
    }

    private static Command List()
    {
        var cluster = new ClusterOptions();
        var worker = WorkerArgument();
        var command = new Command("list", "Lists the topics that are needed, and what there is of them on a cluster if one is named") { worker };
        cluster.AddTo(command, registry: false);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            var needed = TopicNeeds.Of(parse.GetValue(worker)).Topics;
            var found = new Dictionary<string, TopicDescription>(StringComparer.Ordinal);
            var client = cluster.TryGetClient(parse);
            if (client is not null)
            {
                await using var connection = await Cluster.ConnectAsync(client, cancellation);
                foreach (var topic in await connection.Admin.ListAsync(cancellation))
                {
                    found[topic.Name] = topic;
                }
            }

            output.Rows(
                ["topic", "role", "partitions", "cleanup", "retentionMs", "usedBy", "onCluster"],
                from need in needed
                let topic = need.Topic
                let actual = found.GetValueOrDefault(topic.Name)
                select (IReadOnlyList<object?>)
                [
                    topic.Name,
                    RoleName(topic.Role),
                    actual?.Partitions ?? topic.Partitions,
                    topic.ToKafkaSettings()["cleanup.policy"],
                    topic.Retention,
                    need.Workers,
                    client is null ? null : actual is not null,
                ],
                optional: client is null
                    ? ["role", "cleanup", "retentionMs", "usedBy", "partitions", "onCluster"]
                    : ["onCluster", "partitions", "role", "cleanup", "retentionMs", "usedBy"]);
            var missing = needed.Count(n => !n.Topic.IsInternal && !found.ContainsKey(n.Topic.Name));
            if (client is null || missing == 0)
            {
                return ExitCodes.Success;
            }

            output.Note($"millrace: {missing} topics are missing; 'millrace topics create --bootstrap-servers {client.BootstrapServers}' creates them");
            return ExitCodes.TopicMissing;
        });
        return command;
    }

    private static string RoleName(TopicRole role) => role switch
    {
        TopicRole.DeadLetter => "dead-letter",
        _ => role.ToString().ToLowerInvariant(),
    };

    private static Argument<string?> WorkerArgument() => new("worker")
    {
        Description = "A worker such as hvac [default: all of them]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static string State(TopicState state, bool dryRun) => state switch
    {
        TopicState.Created => dryRun ? "would be created" : "created",
        TopicState.Existed => "is there",
        _ => "differs",
    };
}
