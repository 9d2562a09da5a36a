namespace Millrace.SchemaRegistry;

/// <summary>A registry's verdict on a schema.</summary>
/// <param name="IsCompatible">Whether the registry would accept it.</param>
/// <param name="Messages">Why not, where the registry says so; some never do.</param>
public sealed record CompatibilityResult(bool IsCompatible, IReadOnlyList<string> Messages);
