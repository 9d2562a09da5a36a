using System.Diagnostics.CodeAnalysis;

namespace Millrace.Avro.Generator.Emit;

/// <summary>What the types of a record's fields are called: a union of several types is a choice, nested in the record.</summary>
internal sealed class TypeScope
{
    private readonly Dictionary<UnionSchema, string> _choices = [];
    private readonly RecordSchema _owner;

    public TypeScope(string rootNamespace, RecordSchema owner)
    {
        RootNamespace = rootNamespace;
        _owner = owner;
        var properties = CSharpNames.Properties(owner);
        var taken = new HashSet<string>(properties, StringComparer.Ordinal) { CSharpNames.Simple(owner) };
        foreach (var field in owner.Fields)
            Name(field.Schema, properties[field.Index], taken);
    }

    public string RootNamespace { get; }

    /// <summary>The choices, each with its name in the record.</summary>
    public IEnumerable<KeyValuePair<UnionSchema, string>> Choices => _choices;

    public TypeScope Of(RecordSchema record) => record == _owner ? this : new TypeScope(RootNamespace, record);

    /// <summary>The full name of a choice; null where the union is none.</summary>
    public string? Choice(UnionSchema union) =>
        _choices.TryGetValue(union, out var name) ? $"global::{CSharpNames.OfType(_owner, RootNamespace)}.{name}" : null;

    [SuppressMessage("Style", "IDE0010:Add missing cases", Justification = "Only these can hold a union.")]
    private void Name(AvroSchema schema, string name, HashSet<string> taken)
    {
        switch (schema)
        {
            case ArraySchema array:
                Name(array.Items, name + "Item", taken);
                break;
            case MapSchema map:
                Name(map.Values, name + "Value", taken);
                break;
            case UnionSchema union:
                if (CSharpTypes.Alone(union) is null && CSharpTypes.Nullable(union) is null && union.Branches.Count > 1)
                    _choices.Add(union, Unique(name + "Choice", taken));
                foreach (var branch in union.Branches)
                    Name(branch, name, taken);
                break;
        }
    }

    private static string Unique(string wish, HashSet<string> taken)
    {
        var name = wish;
        for (var i = 2; !taken.Add(name); i++)
            name = wish + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }
}
