using Millrace.Avro.Schemas;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Generator.Emit;

/// <summary>A field's default as an initialiser.</summary>
internal static class CSharpDefaults
{
    /// <summary>An expression, or null where C#'s own default is the same.</summary>
    public static string? Initialiser(AvroSchema schema, JsonValue value, TypeScope scope) =>
        value.Kind == JsonKind.Null ? null : Expression(schema, value, scope);

    private static string Expression(AvroSchema schema, JsonValue value, TypeScope scope)
    {
        switch (schema)
        {
            case UnionSchema union:
                var branch = union.Branches[DefaultRules.FindBranch(union, value)];
                var inner = Expression(branch, value, scope);
                if (branch.Kind == AvroKind.Null)
                    return "null";
                return scope.Choice(union) is { } choice
                    ? $"new {choice}.{ChoiceEmitter.Cases(union)[union.Branches.ToList().IndexOf(branch)]}({inner})"
                    : $"({CSharpTypes.Of(branch, scope)})({inner})";
            case EnumSchema symbols:
                return $"{CSharpTypes.Of(schema, scope)}.{CSharpNames.Members(symbols)[symbols.IndexOf(value.Text)]}";
            case RecordSchema record:
                return Record(record, value, scope);
            case ArraySchema array:
                var items = value.Items.Select(item => Expression(array.Items, item, scope));
                return $"new {CSharpTypes.Of(array.Items, scope)}[] {{ {string.Join(", ", items)} }}";
            case MapSchema map:
                var members = value.Members.Select(member =>
                    $"[{CSharpLiterals.Text(member.Key)}] = {Expression(map.Values, member.Value, scope)}");
                return $"new global::System.Collections.Generic.Dictionary<string, {CSharpTypes.Of(map.Values, scope)}>(global::System.StringComparer.Ordinal) "
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
        AvroLogicalKind.Decimal when CSharpTypes.IsDecimal(schema) => CSharpLiterals.Decimal(value.Text, schema.LogicalType.Scale),
        _ => null,
    };

    private static string Record(RecordSchema record, JsonValue value, TypeScope scope)
    {
        var properties = CSharpNames.Properties(record);
        var own = scope.Of(record);
        var parts = new List<string>();
        foreach (var field in record.Fields)
        {
            // A member that the default leaves out comes from the field's own, which is the property's initialiser.
            if (value[field.Name] is { } part)
                parts.Add($"{properties[field.Index]} = {Expression(field.Schema, part, own)}");
        }

        return $"new {CSharpTypes.Of(record, scope)} {{ {string.Join(", ", parts)} }}";
    }
}
