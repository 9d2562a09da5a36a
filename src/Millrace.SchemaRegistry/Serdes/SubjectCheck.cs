using Millrace.Avro;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>
/// Looks at start whether what a subject holds can be read. In a topic the newest version counts: it is what its
/// producers write. In state every version does, since a value stays as it was written until it is written again.
/// </summary>
internal sealed class SubjectCheck<T>(ISchemaRegistryClient registry, RecordReader<T> reader, WriterSchemas<T> writers)
{
    /// <summary>Asks for the versions that count, and keeps the readable ones as known.</summary>
    /// <exception cref="IncompatibleSchemaException">A version cannot be read; the message names the field.</exception>
    /// <exception cref="SchemaRegistryException">The registry is away.</exception>
    public async ValueTask CheckAsync(string subject, bool isState, CancellationToken cancellation)
    {
        var versions = isState
            ? await registry.GetAllVersionsAsync(subject, cancellation)
            : await registry.GetNewestVersionAsync(subject, cancellation);
        foreach (var version in versions)
        {
            if (!writers.IsKnown(version.Id))
                await CheckAsync(version, isState, cancellation);
        }
    }

    private async ValueTask CheckAsync(SubjectVersion version, bool isState, CancellationToken cancellation)
    {
        try
        {
            var schema = await registry.ParseAsync(version.Schema, cancellation);
            if (reader.WhyUnreadable(schema) is { Count: > 0 } reasons)
                throw Refuse(version, isState, reasons, null);

            // Its records are found ready when they come.
            writers.Add(version.Id, schema);
        }
        catch (Exception e) when (e is NotSupportedException or AvroSchemaException)
        {
            throw Refuse(version, isState, [e.Message], e);
        }
    }

    private IncompatibleSchemaException Refuse(SubjectVersion version, bool isState, IReadOnlyList<string> reasons, Exception? cause)
    {
        var what = isState ? "state that was written with" : "what is written with";
        return new IncompatibleSchemaException(
            version.Subject,
            version.Version,
            reader.Name,
            isState,
            reasons,
            $"{reader.Name} cannot read {what} version {version.Version} of '{version.Subject}' (schema id {version.Id}): {string.Join("; ", reasons)}",
            cause);
    }
}
