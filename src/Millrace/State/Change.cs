namespace Millrace.State;

/// <summary>What became of a table's entry.</summary>
/// <typeparam name="TValue">The values' type.</typeparam>
/// <param name="New">The new value; no meaning without <paramref name="Exists"/>.</param>
/// <param name="Exists">False when the entry was deleted.</param>
/// <param name="Old">The value before; no meaning without <paramref name="Existed"/>.</param>
/// <param name="Existed">
/// Whether there was a value before, as far as the sender knows: a table without a store knows no old values.
/// </param>
/// <param name="IsLatest">False for a version that came after a newer one of the same key: it changes the past, not the present.</param>
internal readonly record struct Change<TValue>(TValue? New, bool Exists, TValue? Old, bool Existed, bool IsLatest = true)
{
    /// <summary>A change of which no old value is known.</summary>
    public static Change<TValue> To(TValue? value) => new(value, value is not null, default, Existed: false);

    /// <summary>A change whose absent sides are null.</summary>
    public static Change<TValue> Between(TValue? old, TValue? value, bool isLatest = true) =>
        new(value, value is not null, old, old is not null, isLatest);
}
