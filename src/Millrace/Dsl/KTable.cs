using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;

namespace Millrace;

/// <summary>A table: the latest value of each key, and its changes.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class KTable<TKey, TValue>
{
    private readonly KStream<TKey, Change<TValue>> _changes;

    internal KTable(KStream<TKey, Change<TValue>> changes) => _changes = changes;

    /// <summary>The table's changes as a stream; the deletion of an entry is a null value.</summary>
    public KStream<TKey, TValue> ToStream(string? name = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _changes.Then<TKey, TValue>("toStream", name, SourcePlace.Of(file, line), s => new ToStreamOperator<TKey, TValue>(s.Next));
}
