namespace Millrace.SchemaRegistry.Serdes;

/// <summary>
/// A table from schema ids to what belongs to them, read by all threads without a lock: it is copied to be changed.
/// Ids are few and mostly small, so that a lookup is one comparison.
/// </summary>
internal sealed class IdTable<TValue>
    where TValue : class
{
    private readonly Lock _gate = new();
    private volatile Slot[] _slots = new Slot[8];
    private int _count;

    public TValue? Find(int id)
    {
        var slots = _slots;
        for (var i = id & (slots.Length - 1); slots[i].Value is { } value; i = (i + 1) & (slots.Length - 1))
        {
            if (slots[i].Id == id)
                return value;
        }

        return null;
    }

    public void Set(int id, TValue value)
    {
        lock (_gate)
        {
            var isNew = Find(id) is null;
            // At most half full, so that a search for an absent id ends soon.
            var copy = new Slot[isNew && 2 * (_count + 1) > _slots.Length ? 2 * _slots.Length : _slots.Length];
            foreach (var slot in _slots)
            {
                if (slot.Value is not null && slot.Id != id)
                    Place(copy, slot);
            }

            Place(copy, new Slot(id, value));
            _count += isNew ? 1 : 0;
            _slots = copy;
        }
    }

    private static void Place(Slot[] slots, Slot slot)
    {
        var i = slot.Id & (slots.Length - 1);
        while (slots[i].Value is not null)
            i = (i + 1) & (slots.Length - 1);
        slots[i] = slot;
    }

    private readonly record struct Slot(int Id, TValue Value);
}
