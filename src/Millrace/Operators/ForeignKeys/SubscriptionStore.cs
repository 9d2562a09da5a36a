using Millrace.Execution;
using Millrace.State;

namespace Millrace.Operators.ForeignKeys;

/// <summary>
/// The subscriptions of a task's foreign keys, as bytes in order of key, so that those of one foreign key are found
/// together.
/// </summary>
internal sealed class SubscriptionStore(StreamTask task, int index, string name, string changelogTopic) : TaskStore(task, index, name, changelogTopic)
{
    private readonly SortedSet<Entry> _dirty = new(Comparer<Entry>.Create(static (a, b) => ByteArrayComparer.Instance.Compare(a.Key, b.Key)));
    private readonly IByteStore _bytes = task.Environment.Backend.Store(index);

    /// <summary>Sets a subscription.</summary>
    /// <param name="key">The key of both tables' keys.</param>
    /// <param name="value">The subscription; null ends it.</param>
    /// <param name="timestamp">The timestamp of the changelog record.</param>
    public void Put(byte[] key, byte[]? value, long timestamp)
    {
        var entry = new Entry(key, value, timestamp);
        _dirty.Remove(entry);
        _dirty.Add(entry);
        if (_dirty.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
        }
    }

    /// <summary>The keys and subscriptions from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), in order.</summary>
    public IEnumerable<(byte[] Key, byte[] Value)> Range(byte[] from, byte[] to)
    {
        using var changed = _dirty.GetViewBetween(new Entry(from, null, 0), new Entry(to, null, 0)).GetEnumerator();
        using var stored = _bytes.Range(from, to);
        var hasChanged = NextChanged();
        var hasStored = stored.MoveNext();
        while (hasChanged || hasStored)
        {
            var order = !hasStored ? -1 : !hasChanged ? 1 : changed.Current.Key.AsSpan().SequenceCompareTo(stored.Key);
            if (order > 0)
            {
                yield return (stored.Key.ToArray(), stored.Value.ToArray());
                hasStored = stored.MoveNext();
                continue;
            }

            if (changed.Current.Value is { } value)
            {
                yield return (changed.Current.Key, value);
            }

            // What changed stands for what is stored under the same key.
            hasStored = order == 0 ? stored.MoveNext() : hasStored;
            hasChanged = NextChanged();
        }

        // The view has its upper bound in it.
        bool NextChanged() => changed.MoveNext() && changed.Current.Key.AsSpan().SequenceCompareTo(to) < 0;
    }

    public override void Flush(IStateBatch batch)
    {
        foreach (var (key, value, timestamp) in _dirty)
        {
            if (value is null)
            {
                batch.Delete(Index, key);
            }
            else
            {
                batch.Put(Index, key, value);
            }

            Changelog.Send(Task.Id.Partition, true, key, value is not null, value, timestamp, null);
        }
    }

    public override void Committed() => _dirty.Clear();

    public override void Rollback() => _dirty.Clear();

    public override void Restore(RecordCursor record, IStateBatch batch)
    {
        if (record.HasValue)
        {
            batch.Put(Index, record.Key, record.Value);
        }
        else
        {
            batch.Delete(Index, record.Key);
        }
    }

    private sealed record Entry(byte[] Key, byte[]? Value, long Timestamp);
}
