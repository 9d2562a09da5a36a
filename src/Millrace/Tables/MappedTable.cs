using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.Tables;

/// <summary>A table of values made of its parent's, without a store of its own.</summary>
internal sealed class MappedTable<TKey, TValue, TNewValue>(TablePlan<TKey, TValue> parent, Func<TKey, TValue, TNewValue> map) : TablePlan<TKey, TNewValue>
{
    public override bool HasOldValues => parent.HasOldValues;

    public override bool CanBeRead => parent.CanBeRead;

    public override TimeSpan? History => parent.History;

    public override bool MayDelete => parent.MayDelete || default(TNewValue) is null;

    public override IReadOnlyList<StoreDefinition> Stores => parent.Stores;

    public override SourcePlace Place => parent.Place;

    public override Serde<TKey>? KeySerde => parent.KeySerde;

    /// <summary>Whether any reader uses the old values.</summary>
    public bool OldValuesWanted { get; private set; }

    public override void WantOldValues()
    {
        OldValuesWanted = true;
        parent.WantOldValues();
    }

    public override ITableView<TKey, TNewValue> CreateView(StreamTask task) => new View(parent.CreateView(task), map);

    public override ITableView<TKey, TNewValue> CreateViewOfTold(StreamTask task) => new View(parent.CreateViewOfTold(task), map);

    private sealed class View(ITableView<TKey, TValue> parent, Func<TKey, TValue, TNewValue> map) : ITableView<TKey, TNewValue>
    {
        public bool TryGet(TKey key, [MaybeNullWhen(false)] out TNewValue value, out long timestamp)
        {
            var exists = parent.TryGet(key, out var unmapped, out timestamp);
            value = exists ? map(key, unmapped!) : default;
            return exists && value is not null;
        }

        public bool TryGet(TKey key, long asOf, [MaybeNullWhen(false)] out TNewValue value, out long timestamp)
        {
            var exists = parent.TryGet(key, asOf, out var unmapped, out timestamp);
            value = exists ? map(key, unmapped!) : default;
            return exists && value is not null;
        }
    }
}
