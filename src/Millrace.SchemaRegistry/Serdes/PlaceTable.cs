using System.Collections.Immutable;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>
/// The id to write at each place, read by all threads without a lock. A serde is used at a few places, and their
/// topics are mostly the very strings that it was prepared with.
/// </summary>
internal sealed class PlaceTable
{
    private ImmutableArray<Entry> _entries = [];

    public bool TryFind(in SerdeContext place, out int id)
    {
        var entries = _entries;
        foreach (var entry in entries)
        {
            if (ReferenceEquals(entry.Place.Topic, place.Topic) && entry.Place.IsKey == place.IsKey)
            {
                id = entry.Id;
                return true;
            }
        }

        foreach (var entry in entries)
        {
            if (entry.Place == place)
            {
                id = entry.Id;
                return true;
            }
        }

        id = 0;
        return false;
    }

    public void Set(SerdeContext place, int id) => ImmutableInterlocked.Update(
        ref _entries, static (entries, added) => entries.RemoveAll(entry => entry.Place == added.Place).Add(added), new Entry(place, id));

    private sealed record Entry(SerdeContext Place, int Id);
}
