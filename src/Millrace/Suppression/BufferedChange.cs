using Millrace.State;

namespace Millrace.Suppression;

/// <summary>What waits for a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyBytes">Its bytes.</param>
/// <param name="Time">The time by which it waits; later updates of the key do not move it.</param>
/// <param name="Before">The value that those downstream know.</param>
internal sealed record BufferedChange<TKey, TValue>(TKey Key, byte[] KeyBytes, long Time, BufferedValue<TValue> Before)
{
    /// <summary>The newest update.</summary>
    public Change<TValue> Change { get; set; }

    /// <summary>Its timestamp.</summary>
    public long Timestamp { get; set; }

    /// <summary>Its headers.</summary>
    public Headers? Headers { get; set; }

    /// <summary>The record that made it.</summary>
    public RecordOrigin Origin { get; set; }

    /// <summary>Its size in bytes; 0 where nobody asks.</summary>
    public long Size { get; set; }

    /// <summary>False once it has gone.</summary>
    public bool Waits { get; set; }
}

/// <summary>A value that may be absent.</summary>
internal readonly record struct BufferedValue<TValue>(TValue? Value, bool Exists);

/// <summary>In order of time, then of the keys' bytes.</summary>
internal sealed class BufferOrder<TKey, TValue> : IComparer<BufferedChange<TKey, TValue>>
{
    public static BufferOrder<TKey, TValue> Instance { get; } = new();

    public int Compare(BufferedChange<TKey, TValue>? x, BufferedChange<TKey, TValue>? y)
    {
        var byTime = x!.Time.CompareTo(y!.Time);
        return byTime != 0 ? byTime : ByteArrayComparer.Instance.Compare(x.KeyBytes, y.KeyBytes);
    }
}
