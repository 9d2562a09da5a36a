using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Suppression;

namespace Millrace.Tables;

/// <summary>A table some of whose changes wait: for those keys its value is the one before.</summary>
internal sealed class SuppressedTable<TKey, TValue>(TablePlan<TKey, TValue> parent, SuppressBufferDefinition<TKey, TValue> buffer, bool dropsTombstones)
    : TablePlan<TKey, TValue>
    where TKey : notnull
{
    public override bool HasOldValues => parent.HasOldValues;

    public override bool CanBeRead => parent.CanBeRead && parent.HasOldValues;

    public override bool MayDelete => !dropsTombstones && parent.MayDelete;

    public override IReadOnlyList<StoreDefinition> Stores { get; } = [buffer, .. parent.Stores];

    public override SourcePlace Place => parent.Place;

    public override Serde<TKey>? KeySerde => parent.KeySerde;

    public override Serde<TValue>? ValueSerde => parent.ValueSerde;

    public override void WantOldValues() => parent.WantOldValues();

    public override ITableView<TKey, TValue> CreateView(StreamTask task) =>
        new View(parent.CreateView(task), (SuppressBuffer<TKey, TValue>)task.Store(buffer));

    private sealed class View(ITableView<TKey, TValue> parent, SuppressBuffer<TKey, TValue> buffer) : ITableView<TKey, TValue>
    {
        // The time of a value that was there before the buffer is not known, as in Kafka Streams.
        private const long Unknown = -1;

        public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp)
        {
            if (!buffer.TryGetBefore(key, out var before))
            {
                return parent.TryGet(key, out value, out timestamp);
            }

            value = before.Value;
            timestamp = Unknown;
            return before.Exists;
        }
    }
}
