using System.Collections;
using System.Text;

namespace Millrace;

/// <summary>A record's headers, in order; a name may come more than once.</summary>
public sealed class Headers : IReadOnlyList<Header>
{
    private readonly List<Header> _items = [];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public Header this[int index] => _items[index];

    /// <summary>Appends a header.</summary>
    public Headers Add(string name, ReadOnlyMemory<byte>? value)
    {
        _items.Add(new Header(name, value));
        return this;
    }

    /// <summary>Appends a header whose value is text in UTF-8.</summary>
    public Headers Add(string name, string? value) =>
        Add(name, value is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(value));

    /// <summary>Removes every header of that name.</summary>
    public Headers Remove(string name)
    {
        _items.RemoveAll(h => string.Equals(h.Name, name, StringComparison.Ordinal));
        return this;
    }

    /// <summary>The last header of that name, or null.</summary>
    public Header? Last(string name)
    {
        for (var i = _items.Count - 1; i >= 0; i--)
        {
            if (string.Equals(_items[i].Name, name, StringComparison.Ordinal))
            {
                return _items[i];
            }
        }

        return null;
    }

    /// <summary>A copy that can be changed apart from this one.</summary>
    public Headers Copy()
    {
        var copy = new Headers();
        copy._items.AddRange(_items);
        return copy;
    }

    /// <inheritdoc/>
    public IEnumerator<Header> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
