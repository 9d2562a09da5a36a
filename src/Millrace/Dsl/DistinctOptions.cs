namespace Millrace;

/// <summary>How duplicates are found.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TId">The ids' type.</typeparam>
public sealed record DistinctOptions<TKey, TId>
{
    internal static readonly DistinctOptions<TKey, TId> Default = new();

    /// <summary>The keys' serde; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The ids' serde; null for the one of the type.</summary>
    public Serde<TId>? IdSerde { get; init; }

    /// <summary>
    /// How long after its last record, by the wall clock, a key and all of its ids are forgotten; 7 days by default. A
    /// device may be away for less and send again what it sent before.
    /// </summary>
    public TimeSpan ForgetKeysAfter { get; init; } = TimeSpan.FromDays(7);
}
