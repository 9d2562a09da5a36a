namespace Millrace.Graph;

/// <summary>The definition of a store that knows how its table's keys are written as keys of records.</summary>
internal interface ITableKeys<TKey>
{
    /// <summary>The keys' serde; null if there is none, which has been reported.</summary>
    Serde<TKey>? FindKeySerde(SerdeResolution resolution, SerdeContext context);
}

/// <summary>The definition of a store that knows how its table's values are written.</summary>
internal interface ITableValues<TValue>
{
    /// <summary>The values' serde; null if there is none, which has been reported.</summary>
    Serde<TValue>? FindValueSerde(SerdeResolution resolution, SerdeContext context);
}

/// <summary>Finds serdes for a store that keeps what comes from a table, where its author named none: those of the next store above.</summary>
internal static class TableSerdes
{
    public static Serde<TKey>? FindKey<TKey>(GraphNode above, SerdeResolution resolution, SerdeContext context, SourcePlace place, string name) =>
        Nearest<ITableKeys<TKey>>(above) is { } keys
            ? keys.FindKeySerde(resolution, context)
            : resolution.Find<TKey>(null, context, SerdeUse.Both, place, name);

    public static Serde<TValue>? FindValue<TValue>(GraphNode above, SerdeResolution resolution, SerdeContext context, SourcePlace place, string name) =>
        Nearest<ITableValues<TValue>>(above) is { } values
            ? values.FindValueSerde(resolution, context)
            : resolution.Find<TValue>(null, context, SerdeUse.Both, place, name);

    private static T? Nearest<T>(GraphNode node)
        where T : class =>
        node.Stores.OfType<T>().FirstOrDefault() ?? node.Parents.Select(Nearest<T>).FirstOrDefault(found => found is not null);
}
