using Millrace.Avro.Generator.Emit;

namespace Millrace.Avro.Generator.Model;

/// <summary>A union of several types is an <c>object</c> in C#: its value's type must say which branch it is of.</summary>
internal static class UnionRules
{
    /// <summary>The first field whose union has two branches of one C# type.</summary>
    public static AvroField? FindAmbiguous(RecordSchema record, string rootNamespace) =>
        record.Fields.FirstOrDefault(field => IsAmbiguous(field.Schema, rootNamespace));

    private static bool IsAmbiguous(AvroSchema schema, string rootNamespace) => schema switch
    {
        ArraySchema array => IsAmbiguous(array.Items, rootNamespace),
        MapSchema map => IsAmbiguous(map.Values, rootNamespace),
        UnionSchema union => union.Branches.Any(branch => IsAmbiguous(branch, rootNamespace))
            || union.Branches.Select(branch => CSharpTypes.Of(branch, rootNamespace)).Distinct(StringComparer.Ordinal).Count() < union.Branches.Count,
        _ => false,
    };
}
