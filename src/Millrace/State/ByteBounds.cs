namespace Millrace.State;

/// <summary>Ends of ranges of keys, in unsigned byte order.</summary>
internal static class ByteBounds
{
    /// <summary>The first bytes behind a key.</summary>
    public static byte[] After(ReadOnlySpan<byte> key)
    {
        var bound = new byte[key.Length + 1];
        key.CopyTo(bound);
        return bound;
    }

    /// <summary>The first bytes behind every key that begins with a prefix; null if there are none.</summary>
    public static byte[]? AfterPrefix(ReadOnlySpan<byte> prefix)
    {
        var last = prefix.LastIndexOfAnyExcept(byte.MaxValue);
        if (last < 0)
        {
            return null;
        }

        var bound = prefix[..(last + 1)].ToArray();
        bound[last]++;
        return bound;
    }
}
