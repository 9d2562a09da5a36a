using System.Runtime.CompilerServices;
using Millrace.Graph;

namespace Millrace;

/// <summary>Puts streams together.</summary>
public static class MergeExtensions
{
    /// <summary>The records of both streams, each in its own order.</summary>
    public static KStream<TKey, TValue> Merge<TKey, TValue>(
        this KStream<TKey, TValue> stream,
        KStream<TKey, TValue> other,
        string? name = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(other);

        // A merge needs no operator of its own: both parents push into what follows.
        var node = new OperatorNode<TKey, TValue, TKey, TValue>("merge", name, SourcePlace.Of(file, line), s => s.Next);
        stream.Builder.Add(node, stream.Node, other.Node);
        stream.Node.Consumers.Add(node);
        other.Node.Consumers.Add(node);
        return new KStream<TKey, TValue>(stream.Builder, node, stream.KeyChangedAt ?? other.KeyChangedAt);
    }
}
