using System.CommandLine;
using Millrace.Avro;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Millrace.SchemaRegistry;

namespace Millrace.Cli.Commands.Schemas;

/// <summary><c>millrace schemas</c>: the schemas of a folder, and what a registry makes of them.</summary>
internal static class SchemasCommand
{
    public static Command Create()
    {
        var command = new Command("schemas", "Compares the schemas of a folder with a schema registry, and registers them");
        command.Subcommands.Add(Check());
        command.Subcommands.Add(Diff());
        command.Subcommands.Add(List());
        command.Subcommands.Add(Register());
        return command;
    }

    private static Command Check()
    {
        var inputs = new SchemaInputs();
        var command = new Command("check", "Says whether the registry would accept the schemas as they stand, for CI; ends with 1 if not");
        inputs.AddTo(command);
        command.SetAction(async (parse, output, cancellation) =>
        {
            var (schemas, uses) = inputs.Read(parse);
            using var registry = inputs.Registry.Open(parse);
            var verdicts = await JudgeAsync(registry, schemas, uses, cancellation);
            Show(output, verdicts, SubjectOutcomes.Future);
            return Refusals(output, verdicts) == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static Command Register()
    {
        var inputs = new SchemaInputs();
        var command = new Command("register", "Registers the schemas of the topics; none if one would be refused, which ends with 1");
        inputs.AddTo(command);
        command.SetAction(async (parse, output, cancellation) =>
        {
            var (schemas, uses) = inputs.Read(parse);
            using var registry = inputs.Registry.Open(parse);
            var verdicts = await JudgeAsync(registry, schemas, uses, cancellation);
            if (verdicts.Any(v => v.Verdict.Outcome == SubjectOutcome.Refused))
            {
                Show(output, verdicts, SubjectOutcomes.Future);
                Refusals(output, verdicts);
                return ExitCodes.Failure;
            }

            // State is registered by the worker that keeps it.
            var wanted = verdicts.Where(v => !v.Use.IsState).ToList();
            foreach (var (use, _) in wanted)
            {
                await registry.RegisterAsync(use.Subject, new RegistrySchema(schemas[use.Record].ToString()), cancellation: cancellation);
            }

            Show(output, wanted, SubjectOutcomes.Past);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command List()
    {
        var connection = new RegistryConnection();
        var deleted = new Option<bool>("--deleted") { Description = "Those too that are deleted, though not for good" };
        var command = new Command("list", "Lists the registry's subjects") { deleted };
        connection.AddTo(command);
        command.SetAction(async (parse, output, cancellation) =>
        {
            using var registry = connection.Open(parse);
            var rows = new List<IReadOnlyList<object?>>();
            var live = (await registry.GetSubjectsAsync(deleted: false, cancellation)).ToHashSet(StringComparer.Ordinal);
            foreach (var subject in (await registry.GetSubjectsAsync(parse.GetValue(deleted), cancellation)).Order(StringComparer.Ordinal))
            {
                if (!live.Contains(subject))
                {
                    rows.Add([subject, null, null, null, null, null]);
                    continue;
                }

                var newest = await registry.GetLatestAsync(subject, cancellation);
                var level = await registry.GetCompatibilityAsync(subject, cancellation);
                rows.Add([subject, newest.Version, newest.Id, newest.Schema.SchemaType, await NameAsync(registry, newest.Schema, cancellation), level.ToString()]);
            }

            output.Rows(["subject", "version", "id", "type", "record", "compatibility"], rows, optional: ["version", "record", "compatibility", "id", "type"]);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Diff()
    {
        var inputs = new SchemaInputs();
        var command = new Command("diff", "Shows what the folder has changed against the newest versions in the registry; ends with 1 if anything");
        inputs.AddTo(command);
        command.SetAction(async (parse, output, cancellation) =>
        {
            var (schemas, uses) = inputs.Read(parse);
            using var registry = inputs.Registry.Open(parse);
            var rows = new List<IReadOnlyList<object?>>();
            foreach (var use in uses)
            {
                rows.AddRange(await CompareAsync(registry, use, schemas[use.Record], cancellation));
            }

            output.Rows(["subject", "version", "change"], rows);
            return rows.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<IEnumerable<IReadOnlyList<object?>>> CompareAsync(
        SchemaRegistryClient registry, SubjectUse use, AvroSchema schema, CancellationToken cancellation)
    {
        try
        {
            var newest = await registry.GetLatestAsync(use.Subject, cancellation);
            var registered = AvroSchema.Parse(newest.Schema.Text, await registry.GetReferencedAsync(newest.Schema, cancellation));
            return SchemaDifferences.Between(registered, schema).Select(change => (IReadOnlyList<object?>)[use.Subject, newest.Version, change]);
        }
        catch (SchemaRegistryException e) when (e.IsNotFound)
        {
            return use.IsState ? [] : [[use.Subject, null, $"+ the subject, with {use.Record}"]];
        }
    }

    private static async Task<List<(SubjectUse Use, SubjectVerdict Verdict)>> JudgeAsync(
        SchemaRegistryClient registry, IReadOnlyDictionary<string, AvroSchema> schemas, IReadOnlyList<SubjectUse> uses, CancellationToken cancellation)
    {
        var verdicts = new List<(SubjectUse, SubjectVerdict)>();
        foreach (var use in uses)
        {
            var verdict = await registry.JudgeAsync(use.Subject, schemas[use.Record], use.IsState, cancellation);

            // State that nobody has written yet is no matter of a registration.
            if (!use.IsState || verdict.Outcome != SubjectOutcome.New)
            {
                verdicts.Add((use, verdict));
            }
        }

        return verdicts;
    }

    private static void Show(Output output, List<(SubjectUse Use, SubjectVerdict Verdict)> verdicts, Func<SubjectOutcome, string> word) => output.Rows(
        ["subject", "record", "outcome", "version", "reasons"],
        verdicts.Select(v => (IReadOnlyList<object?>)[v.Use.Subject, v.Use.Record, word(v.Verdict.Outcome), v.Verdict.Version, v.Verdict.Reasons]),
        optional: ["outcome", "reasons", "version", "record"]);

    private static int Refusals(Output output, List<(SubjectUse Use, SubjectVerdict Verdict)> verdicts)
    {
        var refused = verdicts.Where(v => v.Verdict.Outcome == SubjectOutcome.Refused).ToList();
        foreach (var (use, verdict) in refused)
        {
            output.Note($"millrace: '{use.Subject}' refuses {use.Record}: {string.Join("; ", verdict.Reasons)}");
        }

        return refused.Count;
    }

    private static async Task<string?> NameAsync(SchemaRegistryClient registry, RegistrySchema schema, CancellationToken cancellation)
    {
        if (schema.SchemaType != RegistrySchema.Avro)
        {
            return null;
        }

        return AvroSchema.Parse(schema.Text, await registry.GetReferencedAsync(schema, cancellation)).Name;
    }
}
