using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Tables;

/// <summary>A table of sessions: one that grows is deleted and comes again with other bounds.</summary>
internal sealed class SessionTable<TKey, TValue>(SessionStoreDefinition<TKey, TValue> store) : TablePlan<Windowed<TKey>, TValue>
    where TKey : notnull
{
    public override bool HasOldValues => true;

    public override bool CanBeRead => true;

    public override IReadOnlyList<StoreDefinition> Stores { get; } = [store];

    public override SourcePlace Place => store.Place;

    public override ITableView<Windowed<TKey>, TValue> CreateView(StreamTask task) => new View((SessionStore<TKey, TValue>)task.Store(store));

    private sealed class View(SessionStore<TKey, TValue> store) : ITableView<Windowed<TKey>, TValue>
    {
        public bool TryGet(Windowed<TKey> key, [MaybeNullWhen(false)] out TValue value, out long timestamp)
        {
            timestamp = key.End;
            return store.TryFetchSession(key.Key, key.Start, key.End, out value);
        }
    }
}
