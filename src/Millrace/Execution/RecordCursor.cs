namespace Millrace.Execution;

/// <summary>
/// A batch of one partition's records as the transport holds them, standing at one record. The spans are valid until
/// <see cref="MoveNext"/> or <see cref="Dispose()"/>. An instance may be pooled by its transport: one who has disposed
/// of it must not touch it again. Not thread-safe.
/// </summary>
public abstract class RecordCursor : IDisposable
{
    /// <summary>Goes to the next record; false at the end. A new cursor stands before the first.</summary>
    public abstract bool MoveNext();

    /// <summary>The record's offset.</summary>
    public abstract long Offset { get; }

    /// <summary>The record's own timestamp, milliseconds since 1970.</summary>
    public abstract long Timestamp { get; }

    /// <summary>Whether there is a key.</summary>
    public abstract bool HasKey { get; }

    /// <summary>The key's bytes, empty without a key.</summary>
    public abstract ReadOnlySpan<byte> Key { get; }

    /// <summary>Whether there is a value.</summary>
    public abstract bool HasValue { get; }

    /// <summary>The value's bytes, empty without a value.</summary>
    public abstract ReadOnlySpan<byte> Value { get; }

    /// <summary>A copy of the headers, or null when there are none.</summary>
    public abstract Headers? Headers { get; }

    /// <summary>Gives the batch back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the batch back.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
