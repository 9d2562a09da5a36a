namespace Millrace.Graph;

/// <summary>A place in the user's source, as the compiler gave it.</summary>
/// <param name="File">The file's name without folders.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct SourcePlace(string File, int Line)
{
    internal static SourcePlace Of(string path, int line) => new(Path.GetFileName(path), line);

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
