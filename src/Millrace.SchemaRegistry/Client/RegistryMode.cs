namespace Millrace.SchemaRegistry;

/// <summary>What a registry, or a subject, lets be done to it.</summary>
public enum RegistryMode
{
    /// <summary>Everything.</summary>
    ReadWrite,

    /// <summary>Reading alone.</summary>
    ReadOnly,

    /// <summary>Registering with ids of one's own, as a migration does.</summary>
    Import,
}

/// <summary>The modes' names on the wire.</summary>
internal static class RegistryModes
{
    private static readonly string[] Names = ["READWRITE", "READONLY", "IMPORT"];

    public static string ToWire(this RegistryMode mode) => Names[(int)mode];

    public static bool TryParse(string? text, out RegistryMode mode)
    {
        var index = Array.FindIndex(Names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        mode = (RegistryMode)Math.Max(index, 0);
        return index >= 0;
    }
}
