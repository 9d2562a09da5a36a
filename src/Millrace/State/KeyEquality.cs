namespace Millrace.State;

/// <summary>When two keys are the same: arrays of bytes by what is in them, everything else as its type says.</summary>
internal static class KeyEquality<TKey>
{
    public static IEqualityComparer<TKey> Comparer { get; } = ByteArrayComparer.For<TKey>() ?? EqualityComparer<TKey>.Default;
}
