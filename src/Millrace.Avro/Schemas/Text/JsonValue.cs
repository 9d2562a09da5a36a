namespace Millrace.Avro.Schemas.Text;

/// <summary>
/// A JSON value that remembers where it stands. System.Text.Json keeps no lines, and is not there for a generator
/// that runs inside the compiler.
/// </summary>
internal sealed class JsonValue
{
    private static readonly JsonValue[] NoItems = [];
    private static readonly KeyValuePair<string, JsonValue>[] NoMembers = [];

    public JsonValue(
        JsonKind kind,
        string text,
        int line,
        int column,
        IReadOnlyList<JsonValue>? items = null,
        IReadOnlyList<KeyValuePair<string, JsonValue>>? members = null)
    {
        Kind = kind;
        Text = text;
        Line = line;
        Column = column;
        Items = items ?? NoItems;
        Members = members ?? NoMembers;
    }

    public JsonKind Kind { get; }

    /// <summary>A string's content; a number, <c>true</c>, <c>false</c> or <c>null</c> as it stands in the text.</summary>
    public string Text { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    public IReadOnlyList<JsonValue> Items { get; }

    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; }

    public bool IsTrue => Kind == JsonKind.Boolean && Text == "true";

    public JsonValue? this[string name]
    {
        get
        {
            foreach (var member in Members)
            {
                if (member.Key == name)
                    return member.Value;
            }

            return null;
        }
    }
}
