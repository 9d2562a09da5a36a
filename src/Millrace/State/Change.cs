namespace Millrace.State;

/// <summary>What became of a table's entry.</summary>
/// <typeparam name="TValue">The values' type.</typeparam>
/// <param name="New">The new value; no meaning without <paramref name="Exists"/>.</param>
/// <param name="Exists">False when the entry was deleted.</param>
/// <param name="Old">The value before; no meaning without <paramref name="Existed"/>.</param>
/// <param name="Existed">Whether there was an entry before.</param>
internal readonly record struct Change<TValue>(TValue? New, bool Exists, TValue? Old, bool Existed);
