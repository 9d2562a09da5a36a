using System.Text;

namespace Millrace;

/// <summary>One header of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its bytes; null is not the same as empty.</param>
public readonly record struct Header(string Name, ReadOnlyMemory<byte>? Value)
{
    /// <summary>The value read as UTF-8, or null.</summary>
    public string? Text => Value is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
