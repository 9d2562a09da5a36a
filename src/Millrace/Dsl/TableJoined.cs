namespace Millrace;

/// <summary>
/// How a foreign-key join's messages are written. A serde that is null is the one that was named at the table itself,
/// else the one of the type.
/// </summary>
/// <typeparam name="TKey">The left table's keys' type.</typeparam>
/// <typeparam name="TLeft">The left table's values' type.</typeparam>
/// <typeparam name="TForeignKey">The right table's keys' type.</typeparam>
/// <typeparam name="TRight">The right table's values' type.</typeparam>
public sealed record TableJoined<TKey, TLeft, TForeignKey, TRight>
{
    internal static readonly TableJoined<TKey, TLeft, TForeignKey, TRight> Default = new();

    /// <summary>The left keys' serde.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The left values' serde; their bytes are hashed.</summary>
    public Serde<TLeft>? LeftSerde { get; init; }

    /// <summary>The right keys' serde.</summary>
    public Serde<TForeignKey>? ForeignKeySerde { get; init; }

    /// <summary>The right values' serde.</summary>
    public Serde<TRight>? RightSerde { get; init; }

    /// <summary>
    /// Gives the partition of a foreign key among so many; null (the default) for murmur2 of the key's bytes. It has to
    /// be the way in which the right table's topic is partitioned.
    /// </summary>
    public Func<TForeignKey, int, int>? ForeignKeyPartition { get; init; }
}
