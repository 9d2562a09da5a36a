namespace Millrace.Avro.Generator.Emit;

/// <summary>The C# type that holds a schema's values.</summary>
internal static class CSharpTypes
{
    public const string Avro = "global::Millrace.Avro.";

    public static string Of(AvroSchema schema, TypeScope scope)
    {
        switch (schema.LogicalType.Kind)
        {
            case AvroLogicalKind.TimestampMillis or AvroLogicalKind.TimestampMicros:
                return "global::System.DateTimeOffset";
            case AvroLogicalKind.LocalTimestampMillis or AvroLogicalKind.LocalTimestampMicros:
                return "global::System.DateTime";
            case AvroLogicalKind.Date:
                return "global::System.DateOnly";
            case AvroLogicalKind.TimeMillis or AvroLogicalKind.TimeMicros:
                return "global::System.TimeOnly";
            case AvroLogicalKind.Uuid:
                return "global::System.Guid";
            case AvroLogicalKind.Decimal when IsDecimal(schema):
                return "decimal";
        }

        return schema switch
        {
            FixedSchema => "global::System.ReadOnlyMemory<byte>",
            NamedSchema named => "global::" + CSharpNames.OfType(named, scope.RootNamespace),
            ArraySchema array => $"global::System.Collections.Generic.IReadOnlyList<{Of(array.Items, scope)}>",
            MapSchema map => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {Of(map.Values, scope)}>",
            UnionSchema union when Nullable(union) is { } value => Of(value, scope) + "?",
            UnionSchema union when Alone(union) is { } value => Of(value, scope),
            UnionSchema union when scope.Choice(union) is { } choice => union.NullIndex < 0 ? choice : choice + "?",
            _ => schema.Kind switch
            {
                AvroKind.Boolean => "bool",
                AvroKind.Int => "int",
                AvroKind.Long => "long",
                AvroKind.Float => "float",
                AvroKind.Double => "double",
                AvroKind.Bytes => "global::System.ReadOnlyMemory<byte>",
                AvroKind.String => "string",
                _ => "object?",
            },
        };
    }

    /// <summary>Whether C#'s decimal holds every number of the schema: it has 28 digits.</summary>
    public static bool IsDecimal(AvroSchema schema) => schema.LogicalType is { Kind: AvroLogicalKind.Decimal, Precision: <= 28 };

    /// <summary>The one branch that a union has.</summary>
    public static AvroSchema? Alone(UnionSchema union) => union.Branches.Count == 1 ? union.Branches[0] : null;

    /// <summary>The one type besides null, where the union is of that shape.</summary>
    public static AvroSchema? Nullable(UnionSchema union) =>
        union.Branches.Count == 2 && union.NullIndex >= 0 ? union.Branches[1 - union.NullIndex] : null;
}
