using Millrace.Avro;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>
/// Why a subject does not take a schema. Registries say it in words of their own, if at all; this says which field it is.
/// </summary>
internal static class SubjectOffences
{
    /// <summary>The first version that is offended and all reasons; none where nothing is found against the schema.</summary>
    public static async ValueTask<(int Version, IReadOnlyList<string> Reasons)> FindAsync(
        ISchemaRegistryClient registry, AvroSchema schema, string subject, CancellationToken cancellation)
    {
        var numbers = new List<int>();
        var earlier = new List<AvroSchema>();
        foreach (var version in await registry.GetAllVersionsAsync(subject, cancellation))
        {
            if (version.Schema.SchemaType != RegistrySchema.Avro)
                continue;
            earlier.Add(await registry.ParseAsync(version.Schema, cancellation));
            numbers.Add(version.Version);
        }

        var level = await registry.GetCompatibilityAsync(subject, cancellation);
        var offences = AvroCompatibility.Check(schema, earlier, level.ToAvro());
        return offences.Count == 0 ? (0, []) : (numbers[offences[0].Version], [.. offences.Select(Describe)]);

        string Describe(AvroOffence offence)
        {
            var reader = offence.IsForward ? earlier[offence.Version] : schema;
            var reason = SchemaPlaces.Describe(reader, offence.Mismatch.Path, offence.Mismatch.Detail);
            var version = numbers[offence.Version];
            return offence.IsForward ? $"version {version} cannot read it: {reason}" : $"it cannot read version {version}: {reason}";
        }
    }
}
