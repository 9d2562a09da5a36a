namespace Millrace.Avro.Schemas;

/// <summary>The rules of names.</summary>
internal static class SchemaNames
{
    private static readonly string[] Kinds =
    [
        "null", "boolean", "int", "long", "float", "double", "bytes", "string", "record", "enum", "array", "map", "union", "fixed",
    ];

    public static string OfKind(AvroKind kind) => Kinds[(int)kind];

    public static bool IsPrimitive(string name, out AvroKind kind)
    {
        kind = (AvroKind)Array.IndexOf(Kinds, name);
        return kind is >= AvroKind.Null and <= AvroKind.String;
    }

    /// <summary><c>[A-Za-z_][A-Za-z0-9_]*</c>.</summary>
    public static bool IsName(string text) => IsName(text, 0, text.Length);

    /// <summary>Names joined by dots.</summary>
    public static bool IsFullName(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != '.')
                continue;
            if (!IsName(text, start, i))
                return false;
            start = i + 1;
        }

        return true;
    }

    public static string Qualify(string name, string space) => name.LastIndexOf('.') >= 0 || space.Length == 0 ? name : space + "." + name;

    private static bool IsName(string text, int start, int end)
    {
        if (start >= end || text[start] is >= '0' and <= '9')
            return false;
        for (var i = start; i < end; i++)
        {
            if (text[i] is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
                return false;
        }

        return true;
    }
}
