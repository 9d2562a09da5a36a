using Millrace.Avro;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>From what a registry keeps to a schema.</summary>
internal static class RegisteredSchemas
{
    /// <summary>The schema, with all that it refers to.</summary>
    /// <exception cref="NotSupportedException">It is not Avro.</exception>
    /// <exception cref="AvroSchemaException">It breaks a rule of Avro's.</exception>
    public static async ValueTask<AvroSchema> ParseAsync(this ISchemaRegistryClient registry, RegistrySchema schema, CancellationToken cancellation = default)
    {
        if (schema.SchemaType != RegistrySchema.Avro)
            throw new NotSupportedException($"it is a schema of type {schema.SchemaType}");
        return AvroSchema.Parse(schema.Text, await registry.GetReferencedAsync(schema, cancellation));
    }

    /// <summary>A subject's versions that are not deleted, oldest first; none where there is no such subject.</summary>
    public static async ValueTask<IReadOnlyList<SubjectVersion>> GetAllVersionsAsync(
        this ISchemaRegistryClient registry, string subject, CancellationToken cancellation)
    {
        var versions = new List<SubjectVersion>();
        try
        {
            foreach (var number in await registry.GetVersionsAsync(subject, deleted: false, cancellation))
                versions.Add(await registry.GetVersionAsync(subject, number, cancellation));
        }
        catch (SchemaRegistryException e) when (e.IsNotFound)
        {
            // There is no such subject, or it went while it was read.
        }

        return versions;
    }

    /// <summary>A subject's newest version; none where there is no such subject.</summary>
    public static async ValueTask<IReadOnlyList<SubjectVersion>> GetNewestVersionAsync(
        this ISchemaRegistryClient registry, string subject, CancellationToken cancellation)
    {
        try
        {
            return [await registry.GetLatestAsync(subject, cancellation)];
        }
        catch (SchemaRegistryException e) when (e.IsNotFound)
        {
            return [];
        }
    }
}
