using System.CommandLine;
using Millrace.Cli.Catalog;
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
        var partitions = new Option<int?>("--partitions") { Description = "Partitions of each topic [default: 6]", HelpName = "n" }.WithBounds(1, 10_000);
        var replication = new Option<int?>("--replication-factor") { Description = "Replicas of each partition [default: the broker's]", HelpName = "n" }
            .WithBounds(1, short.MaxValue);
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and do nothing" };
        var command = new Command("create", "Creates the topics that are missing; an existing one is never changed") { worker, partitions, replication, dryRun };
        cluster.AddTo(command, registry: false);
        command.SetAction(async (parse, output, cancellation) =>
        {
            await using var connection = await Cluster.ConnectAsync(cluster.GetClient(parse), cancellation);
            var specifications = Specifications(parse.GetValue(worker), parse.GetValue(partitions) ?? 6, (short?)parse.GetValue(replication));
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
        command.SetAction(async (parse, output, cancellation) =>
        {
            var needed = Needed(parse.GetValue(worker));
            var found = new Dictionary<string, TopicDescription>(StringComparer.Ordinal);
            var client = cluster.TryGetClient(parse);
            if (client is not null)
            {
                await using var connection = await Cluster.ConnectAsync(client, cancellation);
                foreach (var topic in await connection.Admin.DescribeAsync([.. needed.Select(t => t.Topic.Name)], cancellation))
                {
                    found[topic.Name] = topic;
                }
            }

            output.Rows(
                ["topic", "role", "usedBy", "cleanup", "retention", "partitions", "onCluster"],
                from need in needed
                let topic = need.Topic
                let actual = found.GetValueOrDefault(topic.Name)
                select (IReadOnlyList<object?>)
                [
                    topic.Name,
                    topic.Role.ToString().ToLowerInvariant(),
                    need.Workers,
                    topic.ToKafkaSettings()["cleanup.policy"],
                    topic.Retention is { } retention ? Duration.Format(retention) : null,
                    actual?.Partitions ?? topic.Partitions,
                    client is null ? null : actual is not null,
                ]);
            return found.Count < needed.Count && client is not null ? ExitCodes.TopicMissing : ExitCodes.Success;
        });
        return command;
    }

    /// <summary>What a worker's topics have to be like, or those of all workers.</summary>
    internal static IReadOnlyList<TopicSpecification> Specifications(string? worker, int partitions, short? replication) =>
    [
        .. Needed(worker).Select(n => new TopicSpecification
        {
            Name = n.Topic.Name,
            Partitions = n.Topic.Partitions ?? partitions,
            ReplicationFactor = replication,
            Settings = n.Topic.ToKafkaSettings(),
        }),
    ];

    private static List<(TopicSpec Topic, string[] Workers)> Needed(string? name)
    {
        var workers = name is null ? WorkerCatalog.All : [WorkerCatalog.Find(name).Worker];
        return [.. workers
            .SelectMany(w => w.Graph(w.TopologyNames).Topics.Select(t => (Topic: t, Worker: w.Name)))
            .GroupBy(t => t.Topic.Name, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.First().Topic, g.Select(t => t.Worker).ToArray()))];
    }

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
