using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Millrace.Avro;
using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>From a request's body to a schema that the registry can keep.</summary>
internal static class SchemaReading
{
    public static T ReadBody<T>(RegistryRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (request.Body.Length == 0)
            throw RegistryFault.NoBody();
        try
        {
            return JsonSerializer.Deserialize(request.Body.Span, type) ?? throw RegistryFault.NoBody();
        }
        catch (JsonException)
        {
            throw RegistryFault.NotJson();
        }
    }

    /// <summary>The schema as it is kept: valid, its references there, its text in the form that the registry compares.</summary>
    public static RegistrySchema ReadSchema(RegistryState state, RegisterBody body, bool normalize)
    {
        var schema = RegistrySchemas.Create(body.Schema ?? "", body.SchemaType, body.References);
        if (schema.SchemaType is "JSON" or "PROTOBUF")
            return schema;
        if (schema.SchemaType != RegistrySchema.Avro)
            throw RegistryFault.BadSchema($"Invalid schema type {schema.SchemaType}");
        if (schema.Text.Length == 0)
            throw RegistryFault.BadSchema("Empty schema");
        Parse(state, schema);
        return schema with { Text = StoredText.Of(schema.Text, normalize) };
    }

    /// <summary>The schema with all that it refers to.</summary>
    public static AvroSchema Parse(RegistryState state, RegistrySchema schema)
    {
        var referenced = new List<string>();
        Collect(schema, []);
        try
        {
            return AvroSchema.Parse(schema.Text, referenced);
        }
        catch (AvroSchemaException e)
        {
            throw RegistryFault.BadSchema($"Invalid schema {schema.Text}, details: {e.Message}");
        }

        void Collect(RegistrySchema referrer, HashSet<SchemaReference> seen)
        {
            foreach (var reference in referrer.References.Where(seen.Add))
            {
                var version = state.Versions(reference.Subject).FirstOrDefault(v => v.Version == reference.Version);
                if (version is null || !state.TryGetSchema(version.Id, out var target))
                {
                    throw RegistryFault.BadSchema(
                        $"Invalid schema, details: No schema reference found for subject \"{reference.Subject}\" and version {reference.Version}");
                }

                Collect(target, seen);
                if (!referenced.Contains(target.Text, StringComparer.Ordinal))
                    referenced.Add(target.Text);
            }
        }
    }
}
