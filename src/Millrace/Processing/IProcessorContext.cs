namespace Millrace;

/// <summary>What a processor may ask of its task.</summary>
/// <typeparam name="TKey">The outgoing keys' type.</typeparam>
/// <typeparam name="TValue">The outgoing values' type.</typeparam>
public interface IProcessorContext<TKey, TValue> : IProcessingContext
{
    /// <summary>Gives a record to the next operators; returns when they are done with it.</summary>
    void Forward(in Record<TKey, TValue> record);

    /// <summary>Gives a record to one of the next operators; returns when it is done with it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="child">The operator's name; a sink is called as its topic.</param>
    /// <exception cref="InvalidOperationException">No operator of that name follows.</exception>
    void Forward(in Record<TKey, TValue> record, string child);
}

/// <summary>What a processor that keeps the key may ask of its task.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The outgoing values' type.</typeparam>
public interface IFixedKeyProcessorContext<TKey, TValue> : IProcessingContext
{
    /// <summary>Gives a record to the next operators; returns when they are done with it.</summary>
    void Forward(in FixedKeyRecord<TKey, TValue> record);

    /// <summary>Gives a record to one of the next operators; returns when it is done with it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="child">The operator's name; a sink is called as its topic.</param>
    /// <exception cref="InvalidOperationException">No operator of that name follows.</exception>
    void Forward(in FixedKeyRecord<TKey, TValue> record, string child);
}
