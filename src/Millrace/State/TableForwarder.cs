using Millrace.Operators;

namespace Millrace.State;

/// <summary>Sends the changes of a table's store downstream: with each update, or when the task commits.</summary>
internal sealed class TableForwarder<TKey, TValue>
    where TKey : notnull
{
    private readonly Operator<TKey, Change<TValue>> _next;
    private readonly bool _onUpdate;

    public TableForwarder(KeyValueStore<TKey, TValue> store, bool onUpdate, Operator<TKey, Change<TValue>> next)
    {
        _next = next;
        _onUpdate = onUpdate;
        if (!onUpdate)
        {
            store.OnEmit = change => next.Process(change);
        }
    }

    /// <summary>Tells of an update that has just been put into the store.</summary>
    public void Updated(in Record<TKey, Change<TValue>> change)
    {
        if (_onUpdate)
        {
            _next.Process(change);
        }
    }
}
