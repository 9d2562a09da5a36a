namespace Millrace.Conformance.Stores;

/// <summary>How each type of store is read.</summary>
internal static class StoreDumps
{
    public static IReadOnlyDictionary<string, IStoreDump> ByType { get; } = new Dictionary<string, IStoreDump>(StringComparer.Ordinal)
    {
    };
}
