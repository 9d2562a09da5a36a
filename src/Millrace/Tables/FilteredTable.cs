using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.Tables;

/// <summary>A table that leaves entries of its parent out and has no store of its own.</summary>
internal sealed class FilteredTable<TKey, TValue>(TablePlan<TKey, TValue> parent, Func<TKey, TValue, bool> predicate, bool keep) : TablePlan<TKey, TValue>
{
    public override bool HasOldValues => parent.HasOldValues;

    public override bool CanBeRead => parent.CanBeRead;

    public override TimeSpan? History => parent.History;

    public override IReadOnlyList<StoreDefinition> Stores => parent.Stores;

    public override SourcePlace Place => parent.Place;

    public override Serde<TKey>? KeySerde => parent.KeySerde;

    public override Serde<TValue>? ValueSerde => parent.ValueSerde;

    public override void WantOldValues() => parent.WantOldValues();

    public override ITableView<TKey, TValue> CreateView(StreamTask task) => new View(parent.CreateView(task), predicate, keep);

    public override ITableView<TKey, TValue> CreateViewOfTold(StreamTask task) => new View(parent.CreateViewOfTold(task), predicate, keep);

    private sealed class View(ITableView<TKey, TValue> parent, Func<TKey, TValue, bool> predicate, bool keep) : ITableView<TKey, TValue>
    {
        public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp) =>
            parent.TryGet(key, out value, out timestamp) && predicate(key, value) == keep;

        public bool TryGet(TKey key, long asOf, [MaybeNullWhen(false)] out TValue value, out long timestamp) =>
            parent.TryGet(key, asOf, out value, out timestamp) && predicate(key, value) == keep;
    }
}
