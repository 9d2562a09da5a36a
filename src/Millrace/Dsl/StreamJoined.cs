namespace Millrace;

/// <summary>How the records of joined streams are written, in the join's stores and repartition topics.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TLeft">The left stream's values' type.</typeparam>
/// <typeparam name="TRight">The right stream's values' type.</typeparam>
public sealed record StreamJoined<TKey, TLeft, TRight>
{
    internal static readonly StreamJoined<TKey, TLeft, TRight> Default = new();

    /// <summary>The keys' serde; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The serde of the left stream's values; null for the one of the type.</summary>
    public Serde<TLeft>? LeftSerde { get; init; }

    /// <summary>The serde of the right stream's values; null for the one of the type.</summary>
    public Serde<TRight>? RightSerde { get; init; }
}
