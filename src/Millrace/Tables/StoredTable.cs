using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Tables;

/// <summary>A table with a key-value store of its own.</summary>
internal sealed class StoredTable<TKey, TValue>(KeyValueStoreDefinition<TKey, TValue> store, bool mayDelete = true) : TablePlan<TKey, TValue>
    where TKey : notnull
{
    public override bool HasOldValues => true;

    public override bool CanBeRead => true;

    public override bool MayDelete => mayDelete;

    public override IReadOnlyList<StoreDefinition> Stores { get; } = [store];

    public override SourcePlace Place => store.Place;

    public override Serde<TKey>? KeySerde => store.KeySerde;

    public override Serde<TValue>? ValueSerde => store.ValueSerde;

    /// <summary>Whether any reader uses the old values.</summary>
    public bool OldValuesWanted { get; private set; }

    public override void WantOldValues() => OldValuesWanted = true;

    public override ITableView<TKey, TValue> CreateView(StreamTask task) => (KeyValueStore<TKey, TValue>)task.Store(store);

    public override ITableView<TKey, TValue> CreateViewOfTold(StreamTask task) => ((KeyValueStore<TKey, TValue>)task.Store(store)).Told;
}
