using System.Diagnostics.CodeAnalysis;
using Millrace.Tables;

namespace Millrace.State;

/// <content>What a store tells those downstream when the task commits, and what they know until then.</content>
internal sealed partial class KeyValueStore<TKey, TValue>
{
    private int _told;
    private ToldView? _toldView;

    /// <summary>
    /// Called for each entry that changed since the last commit, in order of its first change. What was not there and is
    /// not there now has not changed.
    /// </summary>
    public Action<Record<TKey, Change<TValue>>>? OnEmit { get; set; }

    /// <summary>The store as those downstream know it.</summary>
    public ITableView<TKey, TValue> Told => _toldView ??= new ToldView(this);

    public override void Emit()
    {
        if (OnEmit is not { } emit)
        {
            return;
        }

        // By index: what is sent downstream may come back to this store.
        for (var i = 0; i < _dirty.Count; i++)
        {
            var change = Pending(_dirty[i], _entries[_dirty[i].Key]);
            _told = i + 1;
            if (change.Value.Exists || change.Value.Existed)
            {
                emit(change);
            }
        }
    }

    /// <summary>Sends one entry's change downstream now, if there is one, instead of with the commit.</summary>
    public void EmitNow(TKey key)
    {
        ref var entry = ref Load(key);
        if (entry.IsDirty)
        {
            OnEmit?.Invoke(Pending(_dirty[entry.DirtyIndex], entry));
        }
    }

    private static Record<TKey, Change<TValue>> Pending(DirtyKey dirty, Entry entry) => new(
        dirty.Key,
        new Change<TValue>(entry.Value, entry.Exists, dirty.Old, dirty.Existed),
        entry.Timestamp,
        dirty.Headers);

    private sealed class ToldView(KeyValueStore<TKey, TValue> store) : ITableView<TKey, TValue>
    {
        public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp)
        {
            ref var entry = ref store.Load(key);
            if (store.OnEmit is null || !entry.IsDirty || entry.DirtyIndex < store._told)
            {
                (value, timestamp) = (entry.Value, entry.Timestamp);
                return entry.Exists;
            }

            var untold = store._dirty[entry.DirtyIndex];
            (value, timestamp) = (untold.Old, untold.OldTimestamp);
            return untold.Existed;
        }
    }
}
