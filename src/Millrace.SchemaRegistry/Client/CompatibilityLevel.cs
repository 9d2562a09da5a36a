using Millrace.Avro;

namespace Millrace.SchemaRegistry;

/// <summary>What a subject demands of a new version. The transitive levels demand it against all versions, the others against the newest.</summary>
public enum CompatibilityLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The new schema reads what the old one wrote.</summary>
    Backward,

    /// <summary>As <see cref="Backward"/>, against all versions.</summary>
    BackwardTransitive,

    /// <summary>The old schema reads what the new one writes.</summary>
    Forward,

    /// <summary>As <see cref="Forward"/>, against all versions.</summary>
    ForwardTransitive,

    /// <summary>Both ways.</summary>
    Full,

    /// <summary>Both ways, against all versions.</summary>
    FullTransitive,
}

/// <summary>The levels' names on the wire.</summary>
internal static class CompatibilityLevels
{
    private static readonly string[] Names =
    [
        "NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE",
    ];

    public static string ToWire(this CompatibilityLevel level) => Names[(int)level];

    /// <summary>The same as the codec knows it.</summary>
    public static AvroCompatibilityLevel ToAvro(this CompatibilityLevel level) => level switch
    {
        CompatibilityLevel.Backward => AvroCompatibilityLevel.Backward,
        CompatibilityLevel.BackwardTransitive => AvroCompatibilityLevel.BackwardTransitive,
        CompatibilityLevel.Forward => AvroCompatibilityLevel.Forward,
        CompatibilityLevel.ForwardTransitive => AvroCompatibilityLevel.ForwardTransitive,
        CompatibilityLevel.Full => AvroCompatibilityLevel.Full,
        CompatibilityLevel.FullTransitive => AvroCompatibilityLevel.FullTransitive,
        _ => AvroCompatibilityLevel.None,
    };

    public static bool TryParse(string? text, out CompatibilityLevel level)
    {
        var index = Array.FindIndex(Names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        level = (CompatibilityLevel)Math.Max(index, 0);
        return index >= 0;
    }
}
