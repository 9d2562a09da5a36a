using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;

namespace Millrace.State;

/// <summary>
/// A key-value store that keeps as many entries as it is told to: a put of one more deletes the entry that was not read
/// or put for longest, in the changelog too. After a restart the keys' order is that of age, as far as it is known, and
/// else of their bytes.
/// </summary>
internal sealed class LruStore<TKey, TValue>(StreamTask task, int index, KeyValueStore<TKey, TValue> entries, int capacity)
    : TaskStore(task, index, entries.Name, entries.ChangelogTopic), IKeyValueStore<TKey, TValue>
    where TKey : notnull
{
    private readonly LinkedList<TKey> _byAge = new();
    private Dictionary<TKey, LinkedListNode<TKey>>? _nodes;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!entries.TryGet(key, out value))
        {
            return false;
        }

        Touch(key);
        return true;
    }

    public void Put(TKey key, TValue value)
    {
        Touch(key);
        entries.Put(key, value);
        while (_byAge.Count > capacity)
        {
            Delete(_byAge.First!.Value);
        }
    }

    public void Delete(TKey key)
    {
        if (Nodes().Remove(key, out var node))
        {
            _byAge.Remove(node);
        }

        entries.Delete(key);
    }

    public IEnumerable<KeyValuePair<TKey, TValue>> All() => entries.All();

    public IEnumerable<KeyValuePair<TKey, TValue>> ReverseAll() => entries.ReverseAll();

    public IEnumerable<KeyValuePair<TKey, TValue>> Range(KeyRange<TKey> keys) => entries.Range(keys);

    public IEnumerable<KeyValuePair<TKey, TValue>> ReverseRange(KeyRange<TKey> keys) => entries.ReverseRange(keys);

    public IEnumerable<KeyValuePair<TKey, TValue>> PrefixScan<TPrefix>(TPrefix prefix, Serde<TPrefix> serde) => entries.PrefixScan(prefix, serde);

    public override void Flush(IStateBatch batch) => entries.Flush(batch);

    public override void Committed() => entries.Committed();

    public override void Rollback()
    {
        entries.Rollback();
        _byAge.Clear();
        _nodes = null;
    }

    public override void Restore(RecordCursor record, IStateBatch batch) => entries.Restore(record, batch);

    private void Touch(TKey key)
    {
        var nodes = Nodes();
        if (nodes.TryGetValue(key, out var node))
        {
            _byAge.Remove(node);
            _byAge.AddLast(node);
        }
        else
        {
            nodes[key] = _byAge.AddLast(key);
        }
    }

    /// <summary>The keys' places by age; read from the store with the first use, when it has been restored.</summary>
    private Dictionary<TKey, LinkedListNode<TKey>> Nodes()
    {
        if (_nodes is null)
        {
            _nodes = new Dictionary<TKey, LinkedListNode<TKey>>(ByteArrayComparer.For<TKey>());
            foreach (var (key, _) in entries.All())
            {
                _nodes[key] = _byAge.AddLast(key);
            }
        }

        return _nodes;
    }
}
