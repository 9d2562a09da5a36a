using System.Globalization;
using Millrace.Avro;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>From a place in a schema's text to the field that people know it by.</summary>
internal static class SchemaPlaces
{
    /// <summary>A reason with the field that it is about, where it is about one.</summary>
    /// <param name="schema">The schema that the path leads into.</param>
    /// <param name="path">A JSON path (<c>$.fields[2].type</c>) or a JSON pointer (<c>/fields/2/type</c>).</param>
    /// <param name="detail">The reason, as a clause.</param>
    public static string Describe(AvroSchema schema, string path, string detail) => FieldOf(schema, path) switch
    {
        "" => detail,
        var field => $"field '{field}': {detail}",
    };

    /// <summary>Where a reader cannot read what a writer writes, each place with its field; empty where all can be read.</summary>
    public static IReadOnlyList<string> WhyUnreadable(AvroSchema reader, AvroSchema writer)
    {
        try
        {
            return [.. AvroTranscoder.Compile(writer, reader).Offences.Select(offence => Describe(reader, offence.Path, offence.Rule))];
        }
        catch (AvroSchemaException e)
        {
            return [Describe(reader, e.Path, e.Rule)];
        }
    }

    /// <summary>The field with those around it, <c>fan.speed</c>; empty where the place is in none.</summary>
    private static string FieldOf(AvroSchema schema, string path)
    {
        var names = new List<string>();
        var steps = path.Split(['$', '.', '[', ']', '/'], StringSplitOptions.RemoveEmptyEntries);
        var at = schema;
        for (var i = 0; i < steps.Length; i++)
        {
            switch (at, steps[i])
            {
                case (RecordSchema record, "fields") when i + 1 < steps.Length && Number(steps[i + 1]) is { } index && index < record.Fields.Count:
                    names.Add(record.Fields[index].Name);
                    at = record.Fields[index].Schema;
                    i++;
                    break;
                case (ArraySchema array, "items"):
                    at = array.Items;
                    break;
                case (MapSchema map, "values"):
                    at = map.Values;
                    break;
                case (UnionSchema union, var step) when Number(step) is { } index && index < union.Branches.Count:
                    at = union.Branches[index];
                    break;
            }
        }

        return string.Join('.', names);
    }

    private static int? Number(string step) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
