namespace Millrace.State;

/// <summary>
/// An entry of a window store in memory. It is kept small: a million of them is what a large task holds. Links are
/// indices from 1; 0 is none.
/// </summary>
internal struct CachedWindow<TKey, TValue>
{
    private const int ExistsFlag = 1;
    private const int AllLoadedFlag = 2;

    private int _flags;

    public TKey Key;
    public TValue? Value;
    public long Start;
    public long Timestamp;
    public int Sequence;
    public int Hash;

    /// <summary>The newest entry of the next key in the same bucket; only in a key's newest entry.</summary>
    public int NextInBucket;

    /// <summary>The key's entry before this one.</summary>
    public int Older;

    /// <summary>The place among the changed entries, from 1; 0 for one that has not changed since the last commit.</summary>
    public int Dirty;

    /// <summary>False for one that is known not to be there.</summary>
    public bool Exists
    {
        readonly get => (_flags & ExistsFlag) != 0;
        set => _flags = value ? _flags | ExistsFlag : _flags & ~ExistsFlag;
    }

    /// <summary>Whether all entries of the key in its segment are in memory; only in a key's newest entry.</summary>
    public bool AllLoaded
    {
        readonly get => (_flags & AllLoadedFlag) != 0;
        set => _flags = value ? _flags | AllLoadedFlag : _flags & ~AllLoadedFlag;
    }

    public readonly bool IsBefore(long start, int sequence) => Start < start || (Start == start && Sequence < sequence);

    public readonly bool IsAt(long start, int sequence) => Start == start && Sequence == sequence;
}
