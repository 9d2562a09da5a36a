using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Tables;

/// <summary>A table whose store keeps versions.</summary>
internal sealed class VersionedTable<TKey, TValue>(VersionedStoreDefinition<TKey, TValue> store) : TablePlan<TKey, TValue>
    where TKey : notnull
{
    public override bool HasOldValues => true;

    public override bool CanBeRead => true;

    public override IReadOnlyList<StoreDefinition> Stores { get; } = [store];

    public override SourcePlace Place => store.Place;

    public override TimeSpan? History => store.History;

    public override Serde<TKey>? KeySerde => store.KeySerde;

    public override Serde<TValue>? ValueSerde => store.ValueSerde;

    public override ITableView<TKey, TValue> CreateView(StreamTask task) => (VersionedStore<TKey, TValue>)task.Store(store);
}
