using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>A record: fields in their order.</summary>
public sealed class RecordSchema : NamedSchema
{
    internal RecordSchema(string fullName, string? doc, IReadOnlyList<string> aliases, bool isError, SchemaProperties properties)
        : base(AvroKind.Record, fullName, doc, aliases, properties) => IsError = isError;

    /// <summary>The fields, in the order of their bytes.</summary>
    public IReadOnlyList<AvroField> Fields { get; internal set; } = [];

    /// <summary>Whether the schema calls it an error, which changes nothing about its bytes.</summary>
    public bool IsError { get; }

    /// <summary>The field of that name, if there is one.</summary>
    public AvroField? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
                return field;
        }

        return null;
    }
}
