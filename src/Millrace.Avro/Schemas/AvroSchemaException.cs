namespace Millrace.Avro;

/// <summary>A schema that breaks a rule of the specification, or two schemas that do not fit together.</summary>
public sealed partial class AvroSchemaException
{
    internal AvroSchemaException(string path, string rule, string? source = null, int line = 0, int column = 0)
        : base(Describe(path, rule, source, line, column), null)
    {
        Path = path;
        Rule = rule;
        SchemaSource = source;
        Line = line;
        Column = column;
    }

    /// <summary>Where in the schema, as a JSON path: <c>$.fields[2].type</c>.</summary>
    public string Path { get; }

    /// <summary>The rule that is broken, as a clause.</summary>
    public string Rule { get; }

    /// <summary>The name of the file or subject that the schema came from, where it was given.</summary>
    public string? SchemaSource { get; }

    /// <summary>The line in the schema's text, from 1; 0 where there is no text.</summary>
    public int Line { get; }

    /// <summary>The column in the line, from 1; 0 where there is no text.</summary>
    public int Column { get; }

    private static string Describe(string path, string rule, string? source, int line, int column)
    {
        var place = line > 0 ? $"{source ?? "schema"}({line},{column}) at {path}" : source is null ? path : $"{source} at {path}";
        return $"{place}: {rule}";
    }
}
