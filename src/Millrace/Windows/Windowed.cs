namespace Millrace;

/// <summary>A key in a window of time.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="Start">The window's first millisecond since 1970.</param>
/// <param name="End">The first millisecond after it; of a session its last, since a session of one record has no length.</param>
public readonly record struct Windowed<TKey>(TKey Key, long Start, long End)
{
    /// <summary>The window's first moment.</summary>
    public DateTimeOffset StartTime => DateTimeOffset.FromUnixTimeMilliseconds(Start);

    /// <summary>The first moment after it; of a session its last.</summary>
    public DateTimeOffset EndTime => DateTimeOffset.FromUnixTimeMilliseconds(End);
}
