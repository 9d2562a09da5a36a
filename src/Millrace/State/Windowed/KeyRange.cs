namespace Millrace.State;

/// <summary>Keys from one to another, both included, in the order of their bytes; an open end has no bound.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
public readonly struct KeyRange<TKey>
{
    private KeyRange(TKey? from, bool hasFrom, TKey? to, bool hasTo)
    {
        From = from;
        HasFrom = hasFrom;
        To = to;
        HasTo = hasTo;
    }

    internal TKey? From { get; }

    internal bool HasFrom { get; }

    internal TKey? To { get; }

    internal bool HasTo { get; }

    /// <summary>Every key.</summary>
    public static KeyRange<TKey> All => default;

    /// <summary>The keys between two, both included.</summary>
    public static KeyRange<TKey> Between(TKey from, TKey to) => new(from, true, to, true);

    /// <summary>The keys from this one on.</summary>
    public static KeyRange<TKey> AtLeast(TKey from) => new(from, true, default, false);

    /// <summary>The keys up to this one.</summary>
    public static KeyRange<TKey> AtMost(TKey to) => new(default, false, to, true);
}
