namespace Millrace.State;

/// <summary>One of a key's entries in a window store.</summary>
/// <param name="Start">The window's start.</param>
/// <param name="Value">The value.</param>
/// <param name="Timestamp">The entry's timestamp; no meaning in a store whose values have none.</param>
internal readonly record struct WindowEntry<TValue>(long Start, TValue Value, long Timestamp);
