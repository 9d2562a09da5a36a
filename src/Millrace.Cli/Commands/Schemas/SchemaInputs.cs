using System.CommandLine;
using Millrace.Avro;
using Millrace.Cli.Infrastructure;

namespace Millrace.Cli.Commands.Schemas;

/// <summary>What the commands that compare a folder with a registry are given.</summary>
internal sealed class SchemaInputs
{
    private readonly Argument<DirectoryInfo> _folder = new("folder")
    {
        Description = "The folder of the .avsc files [default: schemas]",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => new DirectoryInfo("schemas"),
    };

    private readonly Option<string[]> _map = new("--map")
    {
        Description = "A subject and the record under it, such as plant.readings-value=HvacReading; may be repeated [default: those of the workers' topics]",
        HelpName = "subject=record",
    };

    public RegistryConnection Registry { get; } = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_folder);
        command.Options.Add(_map);
        Registry.AddTo(command);
    }

    /// <summary>The folder's records, and the subjects that they are registered under.</summary>
    /// <exception cref="UsageException">The folder cannot be read, or a subject's record is not in it.</exception>
    public (IReadOnlyDictionary<string, AvroSchema> Schemas, IReadOnlyList<SubjectUse> Uses) Read(ParseResult parse)
    {
        var schemas = SchemaFolder.Read(parse.GetValue(_folder)!);
        var uses = parse.GetValue(_map) is { Length: > 0 } map
            ? [.. map.Select(text => SubjectUse.Parse(text, schemas.Keys))]
            : SubjectUse.OfWorkers().Where(use => schemas.ContainsKey(use.Record)).ToList();
        return uses.Count > 0
            ? (schemas, uses)
            : throw new UsageException("no worker's topic carries a record of the folder; say with --map which subject is whose");
    }
}
