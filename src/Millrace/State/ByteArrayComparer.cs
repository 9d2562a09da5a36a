namespace Millrace.State;

/// <summary>Compares arrays by their bytes, unsigned.</summary>
internal sealed class ByteArrayComparer : IComparer<byte[]>, IEqualityComparer<byte[]>
{
    public static ByteArrayComparer Instance { get; } = new();

    /// <summary>How keys of a type are compared: null for the type's own way.</summary>
    public static IEqualityComparer<TKey>? For<TKey>() => typeof(TKey) == typeof(byte[]) ? (IEqualityComparer<TKey>)(object)Instance : null;

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
