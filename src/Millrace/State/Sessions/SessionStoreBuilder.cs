using System.Runtime.CompilerServices;
using Millrace.Graph;

namespace Millrace.State;

/// <summary>A session store to be.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TAggregate">The values' type.</typeparam>
public sealed class SessionStoreBuilder<TKey, TAggregate> : StoreBuilder<ISessionStore<TKey, TAggregate>>
    where TKey : notnull
{
    internal SessionStoreBuilder(string name, Serde<TKey>? keySerde, Serde<TAggregate>? valueSerde, WindowStoreShape shape, SourcePlace place)
        : base(name) => Definition = new SessionStoreDefinition<TKey, TAggregate>(name, keySerde, valueSerde, shape, place)
        {
            Facts = [StoreFact.Of(StoreFact.Retention, TimeSpan.FromMilliseconds(shape.RetentionMs))],
        };

    internal override StoreDefinition Definition { get; }
}

/// <content>Session stores.</content>
public static partial class Stores
{
    /// <summary>A store of values by key and session, with a changelog.</summary>
    /// <param name="name">Its name, by the rules of topic names.</param>
    /// <param name="retention">How long before the highest end a session is kept.</param>
    /// <param name="type">Which of Kafka Streams' stores it behaves like.</param>
    /// <param name="keySerde">The keys' serde; null for the one of the type.</param>
    /// <param name="valueSerde">The values' serde; null for the one of the type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException">A retention shorter than a millisecond.</exception>
    public static SessionStoreBuilder<TKey, TAggregate> Session<TKey, TAggregate>(
        string name,
        TimeSpan retention,
        StoreType type = StoreType.Persistent,
        Serde<TKey>? keySerde = null,
        Serde<TAggregate>? valueSerde = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, TimeSpan.FromMilliseconds(1));
        var shape = new WindowStoreShape { RetentionMs = (long)retention.TotalMilliseconds, WindowSizeMs = 0, Type = type };
        return new SessionStoreBuilder<TKey, TAggregate>(name, keySerde, valueSerde, shape, SourcePlace.Of(file, line));
    }
}
