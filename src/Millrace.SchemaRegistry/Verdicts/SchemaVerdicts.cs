using Millrace.Avro;
using Millrace.SchemaRegistry.Serdes;

namespace Millrace.SchemaRegistry;

/// <summary>Asks beforehand what a registration, or a worker's start, would come to.</summary>
public static class SchemaVerdicts
{
    /// <summary>Judges a schema for a subject. Nothing is changed.</summary>
    /// <param name="registry">The registry, whose own word counts.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="schema">The schema as it is now.</param>
    /// <param name="isState">Whether it is a store's: then it must be able to read every version that there is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SchemaRegistryException">The registry does not answer.</exception>
    public static async ValueTask<SubjectVerdict> JudgeAsync(
        this ISchemaRegistryClient registry, string subject, AvroSchema schema, bool isState = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(schema);
        var candidate = new RegistrySchema(schema.ToString());
        var versions = await registry.GetAllVersionsAsync(subject, cancellation);
        var newest = versions.Count == 0 ? 0 : versions[^1].Version;
        var unreadable = isState ? await WhyUnreadableAsync(registry, schema, versions, cancellation) : [];
        if (unreadable.Count > 0)
            return new SubjectVerdict(subject, SubjectOutcome.Refused, newest, unreadable);
        if (await FindAsync(registry, subject, candidate, cancellation) is { } found)
            return new SubjectVerdict(subject, SubjectOutcome.Registered, found.Version, []);
        if (await registry.GetModeAsync(subject, cancellation) == RegistryMode.ReadOnly)
            return new SubjectVerdict(subject, SubjectOutcome.Refused, newest, ["the subject is read-only"]);

        var verdict = await registry.CheckCompatibilityAsync(subject, candidate, normalize: false, cancellation);
        if (verdict.IsCompatible)
            return new SubjectVerdict(subject, versions.Count == 0 ? SubjectOutcome.New : SubjectOutcome.Accepted, newest + 1, []);
        var (_, reasons) = await SubjectOffences.FindAsync(registry, schema, subject, cancellation);
        return new SubjectVerdict(subject, SubjectOutcome.Refused, newest, reasons.Count > 0 ? reasons : OwnWords(verdict));
    }

    private static IReadOnlyList<string> OwnWords(CompatibilityResult verdict) =>
        verdict.Messages.Count > 0 ? verdict.Messages : ["the registry refuses it and gives no reason"];

    private static async ValueTask<SubjectVersion?> FindAsync(
        ISchemaRegistryClient registry, string subject, RegistrySchema schema, CancellationToken cancellation)
    {
        try
        {
            return await registry.LookupAsync(subject, schema, normalize: false, cancellation);
        }
        catch (SchemaRegistryException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private static async ValueTask<IReadOnlyList<string>> WhyUnreadableAsync(
        ISchemaRegistryClient registry, AvroSchema schema, IReadOnlyList<SubjectVersion> versions, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var version in versions.Where(v => v.Schema.SchemaType == RegistrySchema.Avro))
        {
            var writer = await registry.ParseAsync(version.Schema, cancellation);
            reasons.AddRange(SchemaPlaces.WhyUnreadable(schema, writer).Select(reason => $"state of version {version.Version} cannot be read: {reason}"));
        }

        return reasons;
    }
}
