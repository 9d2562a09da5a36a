using Millrace.Graph;
using Millrace.State;

namespace Millrace.Windows;

/// <summary>The window store of an aggregate, which knows when its windows close.</summary>
internal sealed class WindowAggregateDefinition<TKey, TValue>(
    string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, WindowStoreShape shape, SourcePlace place)
    : WindowStoreDefinition<TKey, TValue>(name, keySerde, valueSerde, shape, place), IWindowAggregate, ITableKeys<Windowed<TKey>>, ITableValues<TValue>
    where TKey : notnull
{
    /// <summary>The windows' size.</summary>
    public required TimeSpan Size { get; init; }

    public required WindowClosing Closing { get; init; }

    public Serde<Windowed<TKey>>? FindKeySerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(KeySerde, context, SerdeUse.Both, Place, Name) is { } inner ? new WindowedSerde<TKey>(inner, Size) : null;

    public Serde<TValue>? FindValueSerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(ValueSerde, context, SerdeUse.Both, Place, Name);
}
