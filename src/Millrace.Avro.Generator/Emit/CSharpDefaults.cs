using Millrace.Avro.Schemas;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Generator.Emit;

/// <summary>A field's default as an initialiser.</summary>
internal static class CSharpDefaults
{
    /// <summary>An expression, or null where C#'s own default is the same.</summary>
    public static string? Initialiser(AvroSchema schema, JsonValue value, string rootNamespace) =>
        value.Kind == JsonKind.Null ? null : Expression(schema, value, rootNamespace);

    private static string Expression(AvroSchema schema, JsonValue value, string rootNamespace)
    {
        switch (schema)
        {
            case UnionSchema union:
                var branch = union.Branches[DefaultRules.FindBranch(union, value)];
                var inner = Expression(branch, value, rootNamespace);
                // A union of several types is an object: the literal's own type must be the branch's.
                return branch.Kind == AvroKind.Null ? "null" : $"({CSharpTypes.Of(branch, rootNamespace)})({inner})";
            case EnumSchema symbols:
                return $"{CSharpTypes.Of(schema, rootNamespace)}.{CSharpNames.Members(symbols)[symbols.IndexOf(value.Text)]}";
            case RecordSchema record:
                return Record(record, value, rootNamespace);
            case ArraySchema array:
                var items = value.Items.Select(item => Expression(array.Items, item, rootNamespace));
                return $"new {CSharpTypes.Of(array.Items, rootNamespace)}[] {{ {string.Join(", ", items)} }}";
            case MapSchema map:
                var members = value.Members.Select(member =>
                    $"[{CSharpLiterals.Text(member.Key)}] = {Expression(map.Values, member.Value, rootNamespace)}");
                return $"new global::System.Collections.Generic.Dictionary<string, {CSharpTypes.Of(map.Values, rootNamespace)}>(global::System.StringComparer.Ordinal) "
                    + $"{{ {string.Join(", ", members)} }}";
        }

        return Logical(schema, value) ?? schema.Kind switch
        {
            AvroKind.Null => "null",
            AvroKind.Boolean or AvroKind.Int => value.Text,
            AvroKind.Long => value.Text + "L",
            AvroKind.Float => CSharpLiterals.Float(value.Text),
            AvroKind.Double => CSharpLiterals.Double(value.Text),
            AvroKind.String => CSharpLiterals.Text(value.Text),
            _ => CSharpLiterals.Bytes(value.Text),
        };
    }

    private static string? Logical(AvroSchema schema, JsonValue value) => schema.LogicalType.Kind switch
    {
        AvroLogicalKind.TimestampMillis => $"global::System.DateTimeOffset.UnixEpoch.AddMilliseconds({value.Text}L)",
        AvroLogicalKind.TimestampMicros => $"global::System.DateTimeOffset.UnixEpoch.AddTicks({value.Text}L * global::System.TimeSpan.TicksPerMicrosecond)",
        AvroLogicalKind.LocalTimestampMillis => $"new global::System.DateTime(1970, 1, 1).AddMilliseconds({value.Text}L)",
        AvroLogicalKind.LocalTimestampMicros => $"new global::System.DateTime(1970, 1, 1).AddTicks({value.Text}L * global::System.TimeSpan.TicksPerMicrosecond)",
        AvroLogicalKind.Date => $"new global::System.DateOnly(1970, 1, 1).AddDays({value.Text})",
        AvroLogicalKind.TimeMillis => $"new global::System.TimeOnly({value.Text}L * global::System.TimeSpan.TicksPerMillisecond)",
        AvroLogicalKind.TimeMicros => $"new global::System.TimeOnly({value.Text}L * global::System.TimeSpan.TicksPerMicrosecond)",
        AvroLogicalKind.Uuid => schema is FixedSchema
            ? $"new global::System.Guid({CSharpLiterals.Bytes(value.Text)}, bigEndian: true)"
            : $"global::System.Guid.Parse({CSharpLiterals.Text(value.Text)})",
        _ => null,
    };

    private static string Record(RecordSchema record, JsonValue value, string rootNamespace)
    {
        var properties = CSharpNames.Properties(record);
        var parts = new List<string>();
        foreach (var field in record.Fields)
        {
            // A member that the default leaves out comes from the field's own, which is the property's initialiser.
            if (value[field.Name] is { } part)
                parts.Add($"{properties[field.Index]} = {Expression(field.Schema, part, rootNamespace)}");
        }

        return $"new {CSharpTypes.Of(record, rootNamespace)} {{ {string.Join(", ", parts)} }}";
    }
}
