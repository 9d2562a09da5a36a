using System.Text;

namespace Millrace.Avro.Generator.Emit;

/// <summary>Lines of C#, indented by their braces.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
        return this;
    }

    public SourceWriter Open(string? line = null)
    {
        if (line is not null)
            Line(line);
        Line("{");
        _depth++;
        return this;
    }

    public SourceWriter Close(string suffix = "")
    {
        _depth--;
        return Line("}" + suffix);
    }

    /// <summary>A documentation summary; <paramref name="fallback"/> is C# documentation already, <paramref name="doc"/> is text.</summary>
    public SourceWriter Summary(string? doc, string fallback)
    {
        if (string.IsNullOrWhiteSpace(doc))
            return Line($"/// <summary>{fallback}</summary>");
        var lines = doc!.Replace("\r", "").Split('\n');
        if (lines.Length == 1)
            return Line($"/// <summary>{Xml(doc)}</summary>");
        Line("/// <summary>");
        foreach (var line in lines)
            Line("/// " + Xml(line));
        return Line("/// </summary>");
    }

    public override string ToString() => _text.ToString();

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
