namespace Millrace.State;

/// <summary>Keeps the objects of a store in bounds.</summary>
internal static class CacheLimit
{
    /// <summary>Forgets entries, all of which have to be in the bytes, until there are no more than allowed.</summary>
    public static void Trim<TKey, TValue>(Dictionary<TKey, TValue> entries, int limit)
        where TKey : notnull
    {
        var excess = entries.Count - limit;
        if (excess <= 0)
        {
            return;
        }

        // A quarter more than the excess, so that a full cache is not trimmed at every commit. Dictionaries may be
        // shortened while they are walked; the walk begins with what has been there longest.
        excess += limit / 4;
        foreach (var key in entries.Keys)
        {
            entries.Remove(key);
            if (--excess <= 0)
            {
                return;
            }
        }
    }
}
