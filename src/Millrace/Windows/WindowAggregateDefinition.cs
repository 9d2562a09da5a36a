using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Windows;

/// <summary>The window store of an aggregate, which knows when its windows close.</summary>
internal sealed class WindowAggregateDefinition<TKey, TValue>(
    string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, WindowStoreShape shape, SourcePlace place)
    : WindowStoreDefinition<TKey, TValue>(name, keySerde, valueSerde, shape, place), IWindowAggregate, ITableKeys<Windowed<TKey>>, ITableValues<TValue>
    where TKey : notnull
{
    // Timestamps are added to it.
    private const long Forever = long.MaxValue / 4;

    /// <summary>The windows' size.</summary>
    public required TimeSpan Size { get; init; }

    public required WindowClosing Closing { get; init; }

    /// <summary>When results go downstream; null for what the application says.</summary>
    public required EmitStrategy? Emit { get; init; }

    public Serde<Windowed<TKey>>? FindKeySerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(KeySerde, context, SerdeUse.Both, Place, Name) is { } inner ? new WindowedSerde<TKey>(inner, Size) : null;

    protected override WindowStoreShape ShapeIn(StreamTask task)
    {
        var outlives = Emit != EmitStrategy.OnWindowClose
            && !task.EmitsOnUpdate(Emit)
            && task.Environment.Facts.HasFlag(KafkaStreamsFacts.CachedWindowsOutliveRetention);
        return outlives ? Shape with { RetentionMs = Forever } : Shape;
    }

    public Serde<TValue>? FindValueSerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(ValueSerde, context, SerdeUse.Both, Place, Name);
}
