using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.Tables;

/// <summary>A table of windows.</summary>
internal sealed class WindowedTable<TKey, TValue>(StoreDefinition store) : TablePlan<Windowed<TKey>, TValue>
    where TKey : notnull
{
    public override bool HasOldValues => true;

    public override bool CanBeRead => false;

    public override bool MayDelete => default(TValue) is null;

    public override IReadOnlyList<StoreDefinition> Stores { get; } = [store];

    public override SourcePlace Place => store.Place;

    public override ITableView<Windowed<TKey>, TValue> CreateView(StreamTask task) => throw new InvalidOperationException("A window is not looked up by key.");
}
