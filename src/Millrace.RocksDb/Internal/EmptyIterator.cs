using Millrace.State;

namespace Millrace.RocksDb.Internal;

/// <summary>Walks over nothing.</summary>
internal sealed class EmptyIterator : IByteIterator
{
    internal static readonly EmptyIterator Instance = new();

    public ReadOnlySpan<byte> Key => throw new InvalidOperationException("the iterator stands at no entry");

    public ReadOnlySpan<byte> Value => throw new InvalidOperationException("the iterator stands at no entry");

    public bool MoveNext() => false;

    public void Dispose()
    {
    }
}
