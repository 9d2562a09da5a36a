using System.Globalization;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Schemas;

/// <summary>The table "field default values" of the specification.</summary>
internal static class DefaultRules
{
    private const int MaxDepth = 512;

    /// <summary>Makes sure that a default is one.</summary>
    /// <exception cref="AvroSchemaException">The default is not a value of the schema.</exception>
    public static void Check(AvroSchema schema, JsonValue value, JsonPlace place)
    {
        if (!IsValid(schema, value, 0))
            throw place.Error(value, $"the default is no value of {Describe(schema)}");
    }

    /// <summary>The branch that a union's default is of: the first that it fits. -1 where it fits none.</summary>
    public static int FindBranch(UnionSchema union, JsonValue value) => FindBranch(union, value, 0);

    private static int FindBranch(UnionSchema union, JsonValue value, int depth)
    {
        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (IsValid(union.Branches[i], value, depth + 1))
                return i;
        }

        return -1;
    }

    private static bool IsValid(AvroSchema schema, JsonValue value, int depth)
    {
        // A record whose default is itself has no value at all.
        if (depth > MaxDepth)
            return false;
        return schema switch
        {
            UnionSchema union => FindBranch(union, value, depth) >= 0,
            ArraySchema array => value.Kind == JsonKind.Array && All(value.Items, item => IsValid(array.Items, item, depth + 1)),
            MapSchema map => value.Kind == JsonKind.Object && All(value.Members, member => IsValid(map.Values, member.Value, depth + 1)),
            RecordSchema record => value.Kind == JsonKind.Object
                && All(record.Fields, field => (value[field.Name] ?? field.Default) is { } part && IsValid(field.Schema, part, depth + 1)),
            EnumSchema symbols => value.Kind == JsonKind.String && symbols.IndexOf(value.Text) >= 0,
            FixedSchema bytes => value.Kind == JsonKind.String && value.Text.Length == bytes.Size && IsCodePoints(value.Text),
            _ => IsPrimitive(schema.Kind, value),
        };
    }

    private static bool IsPrimitive(AvroKind kind, JsonValue value) => kind switch
    {
        AvroKind.Null => value.Kind == JsonKind.Null,
        AvroKind.Boolean => value.Kind == JsonKind.Boolean,
        AvroKind.Int => value.Kind == JsonKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        AvroKind.Long => value.Kind == JsonKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        AvroKind.Float or AvroKind.Double => value.Kind == JsonKind.Number,
        AvroKind.Bytes => value.Kind == JsonKind.String && IsCodePoints(value.Text),
        _ => value.Kind == JsonKind.String,
    };

    // Bytes stand in a default as the code points 0 to 255.
    private static bool IsCodePoints(string text)
    {
        foreach (var c in text)
        {
            if (c > 255)
                return false;
        }

        return true;
    }

    private static bool All<T>(IReadOnlyList<T> parts, Func<T, bool> isValid)
    {
        foreach (var part in parts)
        {
            if (!isValid(part))
                return false;
        }

        return true;
    }

    private static string Describe(AvroSchema schema) => schema switch
    {
        NamedSchema named => $"{SchemaNames.OfKind(schema.Kind)} {named.Name}",
        UnionSchema => "any branch of the union",
        _ => schema.Name,
    };
}
