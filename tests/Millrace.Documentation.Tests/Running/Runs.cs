using System.Text.RegularExpressions;
using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests.Running;

/// <summary>For each command that documents show, how it is run. A command that is not in this table fails the tests.</summary>
internal static partial class Runs
{
    private static readonly (string Start, Run Run)[] Table =
    [
        ("./millrace test", new Checked(LauncherOptions)),
        ("./millrace natives", new Checked(LauncherOptions)),
        ("./millrace demo", new Foreground("--for", "8s") { NeedsCluster = false }),
        ("./millrace topology", new Foreground { NeedsCluster = false }),
        ("./millrace topics", new Foreground()),
        ("./millrace doctor", new Foreground()),
        ("./millrace run cold-path", new Background("runs;", "--state-dir", "STATE", "--set", "Millrace:CommitInterval=00:00:00.500")),
        ("./millrace run", new Background("runs;", "--state-dir", "STATE")),
        ("./millrace simulate", new Foreground("--for", "3s")),
        ("./millrace replay", new Foreground()),
        ("./millrace alerts --follow", new Background("No alarm stands.") { SaysOfRecording = ["RAISED", "CLEARED"] }),
        ("./millrace alerts", new Foreground()),
        ("./millrace schemas", new Foreground()),
        ("./millrace dead-letters", new Foreground { Before = static scene => scene.SendPoisonAsync() }),
        ("./millrace archive verify", new Foreground { Before = static scene => scene.WaitForArchiveAsync() }),
        ("export", new Export()),
        ("curl", new Request()),
        ("docker compose exec kafka-1 /opt/kafka/bin/kafka-topics.sh", new KafkaTool("topics", 5)),
        ("kafka-topics.sh", new KafkaTool("topics", 1)),
        ("docker compose exec registry kafka-avro-console-consumer", new KafkaTool("console-consumer", 5, "warm-room")),
        ("docker compose", new Checked(ComposeParts)),
        ("dotnet run --project topologies/TooWarm", new GuideWorker()),
        ("dotnet run --project topologies/WarmSpells", new GuideWorker()),
        ("dotnet run", new Checked(ProjectExists)),
        ("dotnet build", new Checked(ProjectExists)),
    ];

    public static Run? Of(Command command) =>
        Array.Find(Table, row => command.Text == row.Start || command.Text.StartsWith(row.Start + " ", StringComparison.Ordinal)).Run;

    // The launcher's own commands: each option stands in the part of the launcher that reads it.
    private static IEnumerable<string> LauncherOptions(Command command)
    {
        var source = Checkout.ReadText($"eng/launcher/{command.Words[1]}.sh");
        return command.Words.Skip(2)
            .Where(word => word.StartsWith("--", StringComparison.Ordinal) && !source.Contains(word, StringComparison.Ordinal))
            .Select(word => $"the launcher's '{command.Words[1]}' knows no {word}.");
    }

    private static IEnumerable<string> ComposeParts(Command command)
    {
        var compose = Checkout.ReadText("docker-compose.yml");
        var names = Name().Matches(compose).Select(static match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        string[] known = ["up", "exec", "run", "down", "logs", "--build", "--wait", "--rm", "-d", "--profile"];
        return command.Words.Skip(2)
            .TakeWhile(static word => !word.StartsWith('/'))
            .Where(word => !known.Contains(word) && !names.Contains(word) && !compose.Contains($"profiles: [{word}]", StringComparison.Ordinal))
            .Select(word => $"docker-compose.yml knows no '{word}'.");
    }

    private static IEnumerable<string> ProjectExists(Command command) =>
        command.Words.Where(static word => word.Contains('/', StringComparison.Ordinal) && !Checkout.Exists(word)).Select(static word => $"{word} does not exist.");

    [GeneratedRegex(@"^  (?<name>[\w-]+):\s*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Name();
}
