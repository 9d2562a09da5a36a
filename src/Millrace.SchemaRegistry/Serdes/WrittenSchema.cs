using Millrace.Avro;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>Obtains the id under which a schema is written at a subject, or says what keeps it from being written there.</summary>
internal sealed class WrittenSchema(ISchemaRegistryClient registry, AvroSerdeOptions options, AvroSchema schema, string text)
{
    private readonly RegistrySchema _schema = new(text);

    /// <summary>Registers the schema, or looks it up, as the options say.</summary>
    /// <exception cref="IncompatibleSchemaException">It does not fit the subject's earlier versions; the message names the field.</exception>
    /// <exception cref="SchemaRegistryException">The registry is away, or the schema is not registered and must not be.</exception>
    public async ValueTask<int> GetIdAsync(string subject, CancellationToken cancellation)
    {
        try
        {
            return options.AutoRegister
                ? await registry.RegisterAsync(subject, _schema, options.Normalize, cancellation)
                : (await registry.LookupAsync(subject, _schema, options.Normalize, cancellation)).Id;
        }
        catch (SchemaRegistryException e) when (e.IsIncompatible)
        {
            throw await WhyNotAsync(subject, e, cancellation) ?? Refuse(subject, 0, [e.Message], e);
        }
        catch (SchemaRegistryException e) when (e.IsNotFound && !options.AutoRegister)
        {
            throw await WhyNotAsync(subject, e, cancellation) ?? (Exception)new SchemaRegistryException(
                $"the schema of {schema.Name} is not registered under '{subject}': register it, or set {nameof(AvroSerdeOptions.AutoRegister)}",
                e.Status,
                e.ErrorCode,
                isTransient: false,
                e);
        }
    }

    private async ValueTask<IncompatibleSchemaException?> WhyNotAsync(string subject, SchemaRegistryException cause, CancellationToken cancellation)
    {
        var (version, reasons) = await SubjectOffences.FindAsync(registry, schema, subject, cancellation);
        return reasons.Count == 0 ? null : Refuse(subject, version, reasons, cause);
    }

    private IncompatibleSchemaException Refuse(string subject, int version, IReadOnlyList<string> reasons, Exception cause) => new(
        subject,
        version,
        schema.Name,
        isState: false,
        reasons,
        $"the schema of {schema.Name} does not fit what is registered under '{subject}': {string.Join("; ", reasons)}",
        cause);
}
