using System.CommandLine;
using System.Text;
using Millrace.Cli.Clusters;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;

namespace Millrace.Cli.Commands;

/// <summary><c>millrace dead-letters</c>: what could not be read or processed, and how it gets back.</summary>
internal static class DeadLettersCommand
{
    private const string DefaultTopic = "hvac.readings.dead-letters";

    public static Command Create()
    {
        var command = new Command("dead-letters", "Lists, shows and replays records that could not be read or processed");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Show());
        command.Subcommands.Add(Replay());
        return command;
    }

    private static Command List()
    {
        var cluster = new ClusterOptions();
        var topic = TopicOption();
        var match = MatchOption();
        var command = new Command("list", "Lists the dead letters") { topic, match };
        cluster.AddTo(command, registry: false);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            await using var connection = await Cluster.ConnectAsync(cluster.GetClient(parse), cancellation);
            var letters = await ReadAsync(connection, parse.GetValue(topic)!, cancellation);
            var replayed = await ReplayedLetters.ReadAsync(connection, parse.GetValue(topic)!, cancellation);
            output.Rows(
                ["id", "time", "origin", "key", "stage", "replayed", "message"],
                letters.Where(l => Matches(l, parse.GetValue(match))).Select(l => (IReadOnlyList<object?>)
                    [l.Id, l.Timestamp, l.Origin, Text(l.Key), l.Stage, replayed.Contains(l.Id), l.Message]),
                optional: ["message", "key", "replayed", "time", "stage", "origin"]);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Show()
    {
        var cluster = new ClusterOptions();
        var topic = TopicOption();
        var id = new Argument<string>("id") { Description = "The dead letter as partition/offset, as 'dead-letters list' shows it" };
        var command = new Command("show", "Shows one dead letter: its bytes, its headers and the error") { id, topic };
        cluster.AddTo(command, registry: false);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            var wanted = ParseId(parse.GetValue(id)!);
            await using var connection = await Cluster.ConnectAsync(cluster.GetClient(parse), cancellation);
            var letter = (await ReadAsync(connection, parse.GetValue(topic)!, cancellation, wanted)).FirstOrDefault(l => l.Offset == wanted.Offset)
                ?? throw new UsageException($"<id>: there is no dead letter {parse.GetValue(id)} in '{parse.GetValue(topic)}'");
            DeadLetterView.Write(output, letter);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Replay()
    {
        var cluster = new ClusterOptions();
        var topic = TopicOption();
        var match = MatchOption();
        var ids = new Argument<string[]>("id") { Description = "Dead letters as partition/offset", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Replay every dead letter that --match lets through" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be replayed, and do nothing" };
        var command = new Command("replay", "Sends dead letters back to the topics that they came from, each once, with a header that says so")
        {
            ids, topic, match, all, dryRun,
        };
        cluster.AddTo(command, registry: false);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            var named = parse.GetValue(ids)!.Select(ParseId).ToHashSet();
            if (named.Count == 0 && !parse.GetValue(all))
            {
                throw new UsageException("dead-letters replay: name the letters as partition/offset, or say --all");
            }

            await using var connection = await Cluster.ConnectAsync(cluster.GetClient(parse), cancellation);
            var letters = await ReadAsync(connection, parse.GetValue(topic)!, cancellation);
            var missing = named.Where(n => !letters.Any(l => (l.Partition, l.Offset) == n)).ToList();
            if (missing.Count > 0)
            {
                throw new UsageException($"<id>: there is no dead letter {missing[0].Partition}/{missing[0].Offset} in '{parse.GetValue(topic)}'");
            }

            var chosen = letters
                .Where(l => named.Count == 0 || named.Contains((l.Partition, l.Offset)))
                .Where(l => Matches(l, parse.GetValue(match)))
                .ToList();
            var outcomes = await DeadLetterReplay.RunAsync(connection, parse.GetValue(topic)!, chosen, parse.GetValue(dryRun), cancellation);
            output.Rows(["id", "to", "state"], outcomes.Select(o => (IReadOnlyList<object?>)[o.Letter.Id, o.Letter.Topic, o.State]));
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<List<DeadLetter>> ReadAsync(
        Cluster connection, string topic, CancellationToken cancellation, (int Partition, long Offset)? only = null)
    {
        await connection.RequireTopicAsync(topic, cancellation);
        var letters = new List<DeadLetter>();
        await Task.Run(() => connection.Scan.ReadAll(topic, (p, r) => letters.Add(DeadLetter.From(p, r)), cancellation, only), cancellation);
        return letters;
    }

    private static Option<string> TopicOption() => new("--topic")
    {
        Description = "The dead-letter topic",
        DefaultValueFactory = _ => DefaultTopic,
        HelpName = "topic",
    };

    private static Option<string?> MatchOption() => new("--match")
    {
        Description = "Only those with this text in their key, stage or message",
        HelpName = "text",
    };

    private static bool Matches(DeadLetter letter, string? text) =>
        text is null
        || Contains(letter.Stage, text) || Contains(letter.Message, text) || Contains(Text(letter.Key), text);

    private static bool Contains(string? where, string what) => where?.Contains(what, StringComparison.OrdinalIgnoreCase) == true;

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    private static (int Partition, long Offset) ParseId(string text) =>
        DeadLetter.TryParseId(text, out var id) ? id : throw new UsageException($"<id>: '{text}' is not partition/offset, such as 0/17");
}
