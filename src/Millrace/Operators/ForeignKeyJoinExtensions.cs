using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators.ForeignKeys;
using Millrace.Tables;

namespace Millrace;

/// <summary>Joins tables by foreign key.</summary>
public static class ForeignKeyJoinExtensions
{
    /// <summary>
    /// A table with the left table's keys: each record joined with the right one that its foreign key leads to, anew
    /// when either changes. A record whose foreign key is null is dropped and counted.
    /// </summary>
    /// <param name="left">The table whose records have foreign keys; it or one before it has a store.</param>
    /// <param name="name">
    /// The name of the join's state: its topics are application-name-subscription-registration-topic and
    /// application-name-subscription-response-topic, its store is name-subscription-store.
    /// </param>
    /// <param name="right">The table that the foreign keys lead to; it or one before it has a store.</param>
    /// <param name="foreignKey">Gives a left record's foreign key; null for none.</param>
    /// <param name="joiner">Makes the result; a null one deletes the key's entry.</param>
    /// <param name="store">The name of the result's store; null for none.</param>
    /// <param name="materialized">How the result is stored; null for the serdes of the types.</param>
    /// <param name="joined">How the join's own messages are written; null for the tables' serdes.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KTable<TKey, TResult> Join<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : class
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: false, (_, value) => foreignKey(value).AsMaybe(), (l, r) => joiner(l, r.Value!)),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="Join{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> Join<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : struct
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: false, (_, value) => foreignKey(value).AsMaybeValue(), (l, r) => joiner(l, r.Value!)),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="Join{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> Join<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TKey, TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : class
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: false, (key, value) => foreignKey(key, value).AsMaybe(), (l, r) => joiner(l, r.Value!)),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="Join{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> Join<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TKey, TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : struct
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: false, (key, value) => foreignKey(key, value).AsMaybeValue(), (l, r) => joiner(l, r.Value!)),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }
}
