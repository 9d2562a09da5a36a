using System.CommandLine;
using Millrace.Cli.Catalog;
using Millrace.Cli.Infrastructure;
using Millrace.Graph;
using Millrace.Hosting;

namespace Millrace.Cli.Commands;

/// <summary><c>millrace topology</c>: what there is to run, and what it does.</summary>
internal static class TopologyCommand
{
    public static Command Create()
    {
        var command = new Command("topology", "Shows the topologies: what they read, keep and write");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Describe());
        command.Subcommands.Add(Diff());
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the workers and their topologies");
        command.SetAction((_, output, _) =>
        {
            output.Rows(
                ["worker", "topology", "reads", "writes"],
                from worker in WorkerCatalog.All
                from topology in worker.TopologyNames
                let graph = worker.Graph([topology])
                select (IReadOnlyList<object?>)[worker.Name, topology, Topics(graph, TopicRole.Input), Topics(graph, TopicRole.Output)]);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;

        static string[] Topics(TopologyGraph graph, TopicRole role) => [.. graph.Topics.Where(t => t.Role == role).Select(t => t.Name)];
    }

    private static Command Describe()
    {
        var name = new Argument<string>("worker|topology") { Description = "A worker such as hvac, or a topology such as TemperatureAlerts" };
        var format = new Option<string>("--format") { Description = "text, json or mermaid", DefaultValueFactory = _ => "text" }
            .WithChoices("text", "json", "mermaid");
        var command = new Command("describe", "Describes a worker's graph, or that of one topology") { name, format };
        command.SetAction((parse, output, _) =>
        {
            var (worker, topologies) = WorkerCatalog.Find(parse.GetValue(name)!);
            var description = TopologyDescription.Of(worker.Graph(topologies));
            var asked = output.Json ? "json" : parse.GetValue(format);
            output.Line((asked switch
            {
                "json" => description.ToJson(),
                "mermaid" => description.ToMermaid(),
                _ => description.ToText(),
            }).TrimEnd());
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static Command Diff()
    {
        var old = new Argument<FileInfo>("old") { Description = "A description of what runs, as `topology describe NAME --format json` wrote it" };
        var @new = new Argument<FileInfo>("new") { Description = "A description of what is to run" };
        var command = new Command("diff", "Compares two descriptions: what is compatible, what loses state; ends with 1 if a reset is needed") { old, @new };
        command.SetAction((parse, output, _) =>
        {
            var diff = TopologyDiff.Compare(Read(parse.GetValue(old)!), Read(parse.GetValue(@new)!));
            if (output.Json)
            {
                output.Rows(["effect", "subject", "what"], diff.Differences.Select(d => (IReadOnlyList<object?>)[d.Effect.ToString(), d.Subject, d.What]));
            }
            else
            {
                output.Line(diff.ToText().TrimEnd());
            }

            return Task.FromResult(diff.NeedsReset ? ExitCodes.Failure : ExitCodes.Success);
        });
        return command;

        static TopologyDescription Read(FileInfo file)
        {
            try
            {
                return TopologyDescription.FromJson(File.ReadAllText(file.FullName));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or TopologyDescriptionException)
            {
                throw new UsageException($"'{file}' cannot be read as a description: {e.Message}");
            }
        }
    }
}
