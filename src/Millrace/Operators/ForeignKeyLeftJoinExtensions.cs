using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators.ForeignKeys;
using Millrace.Tables;

namespace Millrace;

/// <summary>Joins tables by foreign key and keeps what has no partner on the right. Keys and right values may be of types with a null or not.</summary>
public static class ForeignKeyLeftJoinExtensions
{
    /// <summary>
    /// A table with the left table's keys: each record joined with the right one that its foreign key leads to, anew
    /// when either changes. Where there is none, or the foreign key is null, the joiner gets null.
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
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : class
        where TRight : class?
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: true, (_, value) => foreignKey(value).AsMaybe(), (l, r) => joiner(l, r.OrNull())),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : class
        where TRight : struct
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: true, (_, value) => foreignKey(value).AsMaybe(), (l, r) => joiner(l, r.OrNullValue())),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : struct
        where TRight : class?
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: true, (_, value) => foreignKey(value).AsMaybeValue(), (l, r) => joiner(l, r.OrNull())),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : struct
        where TRight : struct
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: true, (_, value) => foreignKey(value).AsMaybeValue(), (l, r) => joiner(l, r.OrNullValue())),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TKey, TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : class
        where TRight : class?
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: true, (key, value) => foreignKey(key, value).AsMaybe(), (l, r) => joiner(l, r.OrNull())),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TKey, TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : class
        where TRight : struct
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: true, (key, value) => foreignKey(key, value).AsMaybe(), (l, r) => joiner(l, r.OrNullValue())),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TKey, TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : struct
        where TRight : class?
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: true, (key, value) => foreignKey(key, value).AsMaybeValue(), (l, r) => joiner(l, r.OrNull())),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TForeignKey, TRight, TResult}(KTable{TKey, TLeft}, string, KTable{TForeignKey, TRight}, Func{TLeft, TForeignKey}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, TableJoined{TKey, TLeft, TForeignKey, TRight}?, string, int)"/>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        Func<TKey, TLeft, TForeignKey?> foreignKey,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TForeignKey : struct
        where TRight : struct
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinByForeignKey(
            name,
            right,
            new ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
                KeepsLeft: true, (key, value) => foreignKey(key, value).AsMaybeValue(), (l, r) => joiner(l, r.OrNullValue())),
            joined,
            store,
            materialized,
            SourcePlace.Of(file, line));
    }
}
