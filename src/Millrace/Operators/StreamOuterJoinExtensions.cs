using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Joins;

namespace Millrace;

/// <summary>Joins streams by key and time and keeps the records without a partner. The values' types may have a null or not.</summary>
public static class StreamOuterJoinExtensions
{
    /// <summary>
    /// Joins each pair of records of one key whose times are near enough, and each record of either side that has found no
    /// partner when its window and grace are over with null, at its own timestamp. A record without a key is joined with
    /// null at once; one without a value is dropped and counted.
    /// </summary>
    /// <param name="left">The stream whose values the joiner gets first.</param>
    /// <param name="name">The join's name: that of its stores, and of a repartition topic for a side whose keys were changed.</param>
    /// <param name="right">The other stream, with the same keys and partitioned like it.</param>
    /// <param name="joiner">Makes the result.</param>
    /// <param name="windows">How far apart in time partners may be.</param>
    /// <param name="joined">How the records are written; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TResult> OuterJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TLeft?, TRight?, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TLeft : class?
        where TRight : class?
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Outer, (_, l, r) => joiner(l.Exists ? l.Value : null, r.Exists ? r.Value : null));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="OuterJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, string, KStream{TKey, TRight}, Func{TLeft, TRight, TResult}, JoinWindows, StreamJoined{TKey, TLeft, TRight}?, string, int)"/>
    public static KStream<TKey, TResult> OuterJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TLeft?, TRight?, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TLeft : class?
        where TRight : struct
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Outer, (_, l, r) => joiner(l.Exists ? l.Value : null, r.Exists ? r.Value : null));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="OuterJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, string, KStream{TKey, TRight}, Func{TLeft, TRight, TResult}, JoinWindows, StreamJoined{TKey, TLeft, TRight}?, string, int)"/>
    public static KStream<TKey, TResult> OuterJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TLeft?, TRight?, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TLeft : struct
        where TRight : class?
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Outer, (_, l, r) => joiner(l.Exists ? l.Value : null, r.Exists ? r.Value : null));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="OuterJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, string, KStream{TKey, TRight}, Func{TLeft, TRight, TResult}, JoinWindows, StreamJoined{TKey, TLeft, TRight}?, string, int)"/>
    public static KStream<TKey, TResult> OuterJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TLeft?, TRight?, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TLeft : struct
        where TRight : struct
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Outer, (_, l, r) => joiner(l.Exists ? l.Value : null, r.Exists ? r.Value : null));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="OuterJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, string, KStream{TKey, TRight}, Func{TLeft, TRight, TResult}, JoinWindows, StreamJoined{TKey, TLeft, TRight}?, string, int)"/>
    public static KStream<TKey, TResult> OuterJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TKey, TLeft?, TRight?, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TLeft : class?
        where TRight : class?
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Outer, (k, l, r) => joiner(k, l.Exists ? l.Value : null, r.Exists ? r.Value : null));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="OuterJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, string, KStream{TKey, TRight}, Func{TLeft, TRight, TResult}, JoinWindows, StreamJoined{TKey, TLeft, TRight}?, string, int)"/>
    public static KStream<TKey, TResult> OuterJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TKey, TLeft?, TRight?, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TLeft : class?
        where TRight : struct
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Outer, (k, l, r) => joiner(k, l.Exists ? l.Value : null, r.Exists ? r.Value : null));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="OuterJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, string, KStream{TKey, TRight}, Func{TLeft, TRight, TResult}, JoinWindows, StreamJoined{TKey, TLeft, TRight}?, string, int)"/>
    public static KStream<TKey, TResult> OuterJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TKey, TLeft?, TRight?, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TLeft : struct
        where TRight : class?
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Outer, (k, l, r) => joiner(k, l.Exists ? l.Value : null, r.Exists ? r.Value : null));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="OuterJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, string, KStream{TKey, TRight}, Func{TLeft, TRight, TResult}, JoinWindows, StreamJoined{TKey, TLeft, TRight}?, string, int)"/>
    public static KStream<TKey, TResult> OuterJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        Func<TKey, TLeft?, TRight?, TResult> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TLeft, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TLeft : struct
        where TRight : struct
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        ArgumentNullException.ThrowIfNull(windows);
        var rule = new StreamJoinRule<TKey, TLeft, TRight, TResult>(
            windows, StreamJoinKind.Outer, (k, l, r) => joiner(k, l.Exists ? l.Value : null, r.Exists ? r.Value : null));
        return left.JoinStreams(name, right, rule, joined, SourcePlace.Of(file, line));
    }
}
