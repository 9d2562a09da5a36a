namespace Millrace.State;

/// <summary>A version as it is kept: one that does not exist is a deletion.</summary>
internal readonly record struct StoredVersion<TValue>(long Timestamp, bool Exists, TValue? Value);

/// <summary>The versions of one key.</summary>
/// <param name="latest">The newest version.</param>
/// <param name="older">Those before it, oldest first; null if they have not been read from the bytes.</param>
internal sealed class KeyHistory<TValue>(StoredVersion<TValue> latest, List<StoredVersion<TValue>>? older)
{
    public StoredVersion<TValue> Latest { get; set; } = latest;

    public List<StoredVersion<TValue>>? Older { get; set; } = older;

    /// <summary>Where among the older versions the one valid at a time is; -1 if all are newer.</summary>
    public int IndexAt(long time)
    {
        var (low, high) = (0, Older!.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Older[middle].Timestamp <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    /// <summary>Until when an older version is valid.</summary>
    public long ValidTo(int index) => index + 1 < Older!.Count ? Older[index + 1].Timestamp : Latest.Timestamp;
}
