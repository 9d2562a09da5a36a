namespace Millrace.Conformance.Ports;

/// <summary>Functions that the topology texts name.</summary>
internal static class Functions
{
    /// <summary>The last characters, so that texts do not grow without bound.</summary>
    public static string Shorten(string text, int length = 40) => text.Length <= length ? text : text[^length..];

    /// <summary>A text as Java appends it to another: null is the text <c>null</c>.</summary>
    public static string Show(string? text) => text ?? "null";

    /// <summary>Throws when the value is the given text.</summary>
    public static string? Fail(string? value, string text) =>
        value == text ? throw new InvalidOperationException($"bad {value}") : value;
}
