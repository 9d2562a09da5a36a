using System.Text;
using Millrace.Avro.Schemas;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro;

/// <summary>A field of a record.</summary>
public sealed partial class AvroField
{
    internal AvroField(
        string name,
        int index,
        AvroSchema schema,
        string? doc,
        IReadOnlyList<string> aliases,
        string? order,
        JsonValue? defaultValue,
        SchemaProperties properties)
    {
        Name = name;
        Index = index;
        Schema = schema;
        Doc = doc;
        Aliases = aliases;
        Order = order;
        Default = defaultValue;
        Properties = properties;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The place in the record, from 0.</summary>
    public int Index { get; }

    /// <summary>The type.</summary>
    public AvroSchema Schema { get; }

    /// <summary>What it says about itself to people.</summary>
    public string? Doc { get; }

    /// <summary>Names under which a writer may have known it.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>How it takes part in sorting: <c>ascending</c>, <c>descending</c> or <c>ignore</c>; null where the schema does not say.</summary>
    public string? Order { get; }

    /// <summary>Whether a reader may fill it in where the writer had no such field.</summary>
    public bool HasDefault => Default is not null;

    /// <summary>The default as JSON in Avro's own form; null where there is none.</summary>
    public string? DefaultJson => Default is null ? null : new StringBuilder().AppendJson(Default).ToString();

    internal JsonValue? Default { get; }

    internal SchemaProperties Properties { get; }
}
