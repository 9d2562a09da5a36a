using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Millrace.Avro.Generic;

/// <summary>A map of a few members, in their order. It takes less than half of what a dictionary does.</summary>
internal sealed class SmallMap : IReadOnlyDictionary<string, object?>
{
    public const int Largest = 8;

    private readonly KeyValuePair<string, object?>[] _members;

    private SmallMap(KeyValuePair<string, object?>[] members) => _members = members;

    public static SmallMap Empty { get; } = new([]);

    public int Count => _members.Length;

    public IEnumerable<string> Keys => _members.Select(member => member.Key);

    public IEnumerable<object?> Values => _members.Select(member => member.Value);

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"the map has no \"{key}\"");

    /// <summary>A map of the members; of two with one key the latter counts.</summary>
    public static IReadOnlyDictionary<string, object?> Of(ReadOnlySpan<KeyValuePair<string, object?>> members)
    {
        if (members.Length == 0)
            return Empty;
        if (members.Length <= Largest && AreDistinct(members))
            return new SmallMap(members.ToArray());
        var map = new Dictionary<string, object?>(members.Length, StringComparer.Ordinal);
        foreach (var member in members)
            map[member.Key] = member.Value;
        return map;
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        foreach (var member in _members)
        {
            if (member.Key == key)
            {
                value = member.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool AreDistinct(ReadOnlySpan<KeyValuePair<string, object?>> members)
    {
        for (var i = 1; i < members.Length; i++)
        {
            foreach (var before in members[..i])
            {
                if (before.Key == members[i].Key)
                    return false;
            }
        }

        return true;
    }
}
