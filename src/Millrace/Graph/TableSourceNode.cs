using Millrace.State;
using Millrace.Tables;

namespace Millrace.Graph;

/// <summary>A table's topic: a null value is a deletion, also where the values' type has no null.</summary>
internal sealed class TableSourceNode<TKey, TValue>(string topic, Consumed<TKey, TValue>? consumed, SourcePlace place)
    : SourceNode<TKey, Change<TValue>>(TopicName.External(topic), Adapt(consumed), place)
{
    protected override Serde<Change<TValue>>? FindValueSerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(consumed?.ValueSerde, context, SerdeUse.Read, this) is { } inner ? new TableSerde<TValue>(inner) : null;

    private static Consumed<TKey, Change<TValue>>? Adapt(Consumed<TKey, TValue>? consumed) => consumed is null ? null : new()
    {
        KeySerde = consumed.KeySerde,
        Timestamp = consumed.Timestamp is { } timestamp ? (key, change, recordTimestamp, partitionTime) => timestamp(key, change.New!, recordTimestamp, partitionTime) : null,
        Validate = consumed.Validate is { } validate ? (key, change) => change.Exists ? validate(key, change.New!) : null : null,
        InvalidTimestamps = consumed.InvalidTimestamps,
        Future = consumed.Future,
        Errors = consumed.Errors,
    };
}
