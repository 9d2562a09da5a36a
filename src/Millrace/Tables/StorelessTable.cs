using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.Tables;

/// <summary>A table of a topic that nobody named a store for: it only passes on what comes.</summary>
internal sealed class StorelessTable<TKey, TValue>(SourcePlace place) : TablePlan<TKey, TValue>
{
    public override bool HasOldValues => false;

    public override bool CanBeRead => false;

    public override IReadOnlyList<StoreDefinition> Stores => [];

    public override SourcePlace Place => place;

    public override ITableView<TKey, TValue> CreateView(StreamTask task) => throw new InvalidOperationException("The table has no store.");
}
