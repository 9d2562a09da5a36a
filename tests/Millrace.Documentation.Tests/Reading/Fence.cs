namespace Millrace.Documentation.Tests.Reading;

/// <summary>A fenced block of a page.</summary>
/// <param name="Path">The page.</param>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Language">What stands behind the opening fence.</param>
/// <param name="Marker">What the comment above it says.</param>
/// <param name="Indent">By how much it is set in, inside a list.</param>
/// <param name="Lines">What it holds.</param>
internal sealed record Fence(string Path, int Line, string Language, Marker Marker, int Indent, List<string> Lines)
{
    public string Place => $"{Path}:{Line}";

    public string Text => string.Join('\n', Lines).TrimEnd();
}
