using System.Text;

namespace Millrace.Avro.Generator.Emit;

/// <summary>Names in a schema to names in C#.</summary>
internal static class CSharpNames
{
    // What a generated record has besides its properties.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Schema", "SchemaText", "SchemaJson", "Encode", "Decode", "ResolveDecoder", "DecodeResolved",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals", "EqualityContract", "PrintMembers", "Clone",
    };

    /// <summary>The full name of the C# type, without <c>global::</c>.</summary>
    public static string OfType(NamedSchema schema, string rootNamespace)
    {
        var space = Namespace(schema, rootNamespace);
        return space.Length == 0 ? Simple(schema) : space + "." + Simple(schema);
    }

    public static string Simple(NamedSchema schema) => Pascal(schema.SimpleName);

    public static string Namespace(NamedSchema schema, string rootNamespace) =>
        schema.Namespace.Length == 0 ? rootNamespace : string.Join(".", schema.Namespace.Split('.').Select(Pascal));

    /// <summary>The record's properties, in the order of its fields.</summary>
    public static IReadOnlyList<string> Properties(RecordSchema record)
    {
        var reserved = new HashSet<string>(Taken, StringComparer.Ordinal) { Simple(record) };
        return Unique(record.Fields.Select(field => field.Name), reserved);
    }

    /// <summary>The cases of a choice, in the order of its branches.</summary>
    public static IReadOnlyList<string> Cases(IEnumerable<string> names) =>
        Unique(names, new HashSet<string>(Taken, StringComparer.Ordinal) { "Value" });

    /// <summary>The enum's members, in the order of its symbols.</summary>
    public static IReadOnlyList<string> Members(EnumSchema schema) => Unique(schema.Symbols, new HashSet<string>(StringComparer.Ordinal));

    /// <summary><c>deviceId</c> and <c>device_id</c> to <c>DeviceId</c>, <c>HUMIDITY_HIGH</c> to <c>HumidityHigh</c>, <c>CO2</c> to <c>Co2</c>.</summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var word in name.Split('_'))
        {
            if (word.Length == 0)
                continue;
            result.Append(char.ToUpperInvariant(word[0]));
            var rest = word.Substring(1);
            result.Append(word.Any(char.IsLower) ? rest : rest.ToLowerInvariant());
        }

        if (result.Length == 0 || char.IsDigit(result[0]))
            result.Insert(0, '_');
        return result.ToString();
    }

    private static List<string> Unique(IEnumerable<string> names, HashSet<string> reserved)
    {
        var taken = new HashSet<string>(reserved, StringComparer.Ordinal);
        var result = new List<string>();
        foreach (var name in names)
        {
            var wish = Pascal(name);
            if (reserved.Contains(wish))
                wish += "Value";
            var unique = wish;
            for (var i = 2; !taken.Add(unique); i++)
                unique = wish + i;
            result.Add(unique);
        }

        return result;
    }
}
