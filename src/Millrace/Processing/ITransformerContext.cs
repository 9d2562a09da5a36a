using Millrace.State;

namespace Millrace;

/// <summary>What a transformer may ask of its task.</summary>
public interface ITransformerContext
{
    /// <summary>The task.</summary>
    TaskId Task { get; }

    /// <summary>The highest timestamp that the task has seen; <see cref="long.MinValue"/> before the first record.</summary>
    long StreamTime { get; }

    /// <summary>The timestamp of the change.</summary>
    long Timestamp { get; }

    /// <summary>The wall clock.</summary>
    TimeProvider Clock { get; }

    /// <summary>Where the current record came from.</summary>
    RecordOrigin Origin { get; }

    /// <summary>A store that was given along with the transformer.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    IKeyValueStore<TStoreKey, TStoreValue> Store<TStoreKey, TStoreValue>(KeyValueStoreBuilder<TStoreKey, TStoreValue> store)
        where TStoreKey : notnull;
}
