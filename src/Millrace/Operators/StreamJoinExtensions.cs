using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Joins;

namespace Millrace;

/// <summary>Joins streams by key and time.</summary>
public static class StreamJoinExtensions
{
    /// <summary>
    /// Joins each pair of records of one key whose times are near enough. A record without a key or value is dropped and
    /// counted. A result has the higher timestamp of the two.
    /// </summary>
    /// <param name="left">The stream whose values the joiner gets first.</param>
    /// <param name="name">The join's name: that of its stores, and of a repartition topic for a side whose keys were changed.</param>
    /// <param name="right">The other stream, with the same keys and partitioned like it.</param>
    /// <param name="joiner">Makes the result.</param>
    /// <param name="windows">How far apart in time partners may be.</param>
    /// <param name="joined">How the records are written; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TResult> Join<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TLeft, TRight, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Inner, (_, l, r) => joiner(l.Value!, r.Value!));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="Join{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, string, KStream{TKey, TRight}, Func{TLeft, TRight, TResult}, JoinWindows, StreamJoined{TKey, TLeft, TRight}?, string, int)"/>
    public static KStream<TKey, TResult> Join<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TKey, TLeft, TRight, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Inner, (k, l, r) => joiner(k, l.Value!, r.Value!));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }
}
