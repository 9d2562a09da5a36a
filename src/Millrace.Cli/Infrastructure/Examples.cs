namespace Millrace.Cli.Infrastructure;

/// <summary>The examples that the help shows, by command.</summary>
internal static class Examples
{
    /// <summary>All of them: the command, what the example does, and its line.</summary>
    public static IReadOnlyList<(string Command, string What, string Line)> All { get; } =
    [
        ("millrace", "a building's rooms raise and clear alerts in this terminal", "millrace demo"),
        ("millrace", "what there is to run", "millrace topology list"),
        ("millrace demo", "until Ctrl-C, with a live view", "millrace demo"),
        ("millrace demo", "ends by itself with a summary, for programs", "millrace demo --for 20s --json"),
        ("millrace demo", "another building, with a rule that waits for less", "millrace demo --seed 7 --set Topologies:TemperatureAlerts:OnDelay=5m"),
        ("millrace run", "the worker of the hot path", "millrace run hvac -b localhost:9092 --registry http://localhost:8081"),
        ("millrace run", "a second one on the same machine", "millrace run hvac -b localhost:9092 --registry http://localhost:8081 --instance hvac-2"),
        ("millrace run", "one topology alone, on a secured cluster", "millrace run EnergyHours --kafka-config client.properties --registry http://localhost:8081"),
        ("millrace simulate", "a building of 40 rooms, until Ctrl-C", "millrace simulate -b localhost:9092 --registry http://localhost:8081"),
        ("millrace simulate", "500 simple units, 1,000 readings a second, 200,000 in all", "millrace simulate --devices 500 --rate 1000 --count 200000 -b localhost:9092 --registry http://localhost:8081"),
        ("millrace replay", "a recording through one topology, its output as JSON", "millrace replay Atlanta-Eff-Default.csv --format hilft --topology TemperatureAlerts --json"),
        ("millrace replay", "a CSV file by its columns, through all rules", "millrace replay room.csv --format csv --map timestamp=time:epoch-s --map ambientTemperature=temp:F --topology hvac"),
        ("millrace replay", "to a cluster, as if it had just been recorded", "millrace replay room.csv -b localhost:9092 --registry http://localhost:8081 --shift-to-now"),
        ("millrace alerts", "what stands now", "millrace alerts -b localhost:9092 --registry http://localhost:8081"),
        ("millrace alerts", "and every critical alert of a site as it comes", "millrace alerts --follow --site Harbour --severity critical -b localhost:9092 --registry http://localhost:8081"),
        ("millrace topics create", "whatever the workers need", "millrace topics create -b localhost:9092"),
        ("millrace topics create", "what would be created for one worker with 12 partitions", "millrace topics create hvac --partitions 12 --dry-run -b localhost:9092"),
        ("millrace topics list", "what is needed", "millrace topics list"),
        ("millrace topics list", "and what there is of it", "millrace topics list -b localhost:9092"),
        ("millrace topology describe", "a picture for a page", "millrace topology describe hvac --format mermaid"),
        ("millrace topology diff", "whether an upgrade keeps its state", "millrace topology diff running.json new.json"),
        ("millrace schemas check", "before a deployment, in CI", "millrace schemas check --registry http://localhost:8081"),
        ("millrace schemas check", "a schema for topics of your own, behind a password", "millrace schemas check schemas --map plant.readings-value=HvacReading --registry https://alice:secret@registry:8081"),
        ("millrace schemas diff", "what has changed, field by field", "millrace schemas diff --registry http://localhost:8081"),
        ("millrace schemas list", "what the registry has", "millrace schemas list --registry http://localhost:8081"),
        ("millrace schemas register", "with the first deployment", "millrace schemas register --registry http://localhost:8081"),
        ("millrace dead-letters list", "those of one device", "millrace dead-letters list --match room-17 -b localhost:9092"),
        ("millrace dead-letters show", "its bytes, its headers and the error", "millrace dead-letters show 0/17 -b localhost:9092"),
        ("millrace dead-letters replay", "two of them, back to where they came from", "millrace dead-letters replay 0/17 3/2 -b localhost:9092"),
        ("millrace dead-letters replay", "what would be sent of all that no schema was found for", "millrace dead-letters replay --all --match schema --dry-run -b localhost:9092"),
        ("millrace archive verify", "nothing missing, nothing twice", "millrace archive verify /var/lib/archive"),
        ("millrace doctor", "this machine alone", "millrace doctor"),
        ("millrace doctor", "a cluster and its registry too", "millrace doctor -b localhost:9092 --registry http://localhost:8081"),
    ];

    /// <summary>Those of one command.</summary>
    public static IReadOnlyList<(string What, string Line)> Of(string command) =>
        [.. All.Where(e => e.Command == command).Select(e => (e.What, e.Line))];
}
