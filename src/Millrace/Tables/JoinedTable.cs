using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.Tables;

/// <summary>Two tables joined by key, without a store for the result. Versioned parents do not make it versioned.</summary>
internal sealed class JoinedTable<TKey, TLeft, TRight, TResult>(
    TablePlan<TKey, TLeft> left, TablePlan<TKey, TRight> right, TableJoinKind kind, Func<Maybe<TLeft>, Maybe<TRight>, TResult> join) : TablePlan<TKey, TResult>
{
    public override bool HasOldValues => left.HasOldValues && right.HasOldValues;

    public override bool CanBeRead => left.CanBeRead && right.CanBeRead;

    public override bool MayDelete => kind.MayDelete(left.MayDelete, right.MayDelete) || default(TResult) is null;

    public override IReadOnlyList<StoreDefinition> Stores { get; } = [.. left.Stores.Union(right.Stores)];

    public override SourcePlace Place => left.HasOldValues ? right.Place : left.Place;

    public override Serde<TKey>? KeySerde => left.KeySerde ?? right.KeySerde;

    /// <summary>Whether any reader uses the old values.</summary>
    public bool OldValuesWanted { get; private set; }

    public override void WantOldValues()
    {
        OldValuesWanted = true;
        left.WantOldValues();
        right.WantOldValues();
    }

    public override ITableView<TKey, TResult> CreateView(StreamTask task) => new View(left.CreateView(task), right.CreateView(task), kind, join);

    public override ITableView<TKey, TResult> CreateViewOfTold(StreamTask task) =>
        new View(left.CreateViewOfTold(task), right.CreateViewOfTold(task), kind, join);

    private sealed class View(
        ITableView<TKey, TLeft> left, ITableView<TKey, TRight> right, TableJoinKind kind, Func<Maybe<TLeft>, Maybe<TRight>, TResult> join)
        : ITableView<TKey, TResult>
    {
        public bool TryGet(TKey key, [MaybeNullWhen(false)] out TResult value, out long timestamp)
        {
            var hasLeft = left.TryGet(key, out var l, out var leftTimestamp);
            var hasRight = right.TryGet(key, out var r, out var rightTimestamp);
            timestamp = Math.Max(hasLeft ? leftTimestamp : long.MinValue, hasRight ? rightTimestamp : long.MinValue);
            if (!kind.HasResult(hasLeft, hasRight))
            {
                value = default;
                return false;
            }

            value = join(new Maybe<TLeft>(l, hasLeft), new Maybe<TRight>(r, hasRight));
            return value is not null;
        }
    }
}
