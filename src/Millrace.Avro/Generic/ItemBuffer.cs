using System.Buffers;

namespace Millrace.Avro.Generic;

/// <summary>
/// Collects items whose number is not known: blocks within blocks could each announce all the bytes that are left. The
/// room to grow is borrowed, so that what is allocated is what was read.
/// </summary>
internal ref struct ItemBuffer<T>
{
    private const int FirstItems = 16;

    private T[]? _items;
    private int _used;

    public readonly ReadOnlySpan<T> Items => _items.AsSpan(0, _used);

    public void Add(T item)
    {
        if (_items is null)
            _items = ArrayPool<T>.Shared.Rent(FirstItems);
        else if (_used == _items.Length)
            Grow();
        _items[_used++] = item;
    }

    public void Dispose()
    {
        if (_items is not null)
            Return(_items, _used);
        _items = null;
    }

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(_used * 2);
        Items.CopyTo(larger);
        Return(_items!, _used);
        _items = larger;
    }

    // Nobody's values are kept alive by a borrowed array.
    private static void Return(T[] items, int used)
    {
        Array.Clear(items, 0, used);
        ArrayPool<T>.Shared.Return(items);
    }
}
