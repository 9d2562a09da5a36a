using System.Buffers;

namespace Millrace.State;

/// <summary>Opens the state of tasks: in memory, or on disk.</summary>
public interface IStateBackendProvider
{
    /// <summary>
    /// Opens the state of one task, as the last applied batch that reached the disk left it; empty at first.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="stores">The names of the task's stores. A store on disk that is not among them is left alone.</param>
    /// <exception cref="StateException">The state is torn, foreign, or in use by another process.</exception>
    IStateBackend Open(TaskId task, IReadOnlyList<string> stores);

    /// <summary>Deletes the state of one task. It must not be open.</summary>
    void Delete(TaskId task);
}

/// <summary>
/// The state of one task: its stores as sorted bytes, and for each the changelog offset up to which it is complete.
/// Used by one thread at a time.
/// </summary>
public interface IStateBackend : IDisposable
{
    /// <summary>A store, by the index of its name in <see cref="IStateBackendProvider.Open"/>.</summary>
    IByteStore Store(int store);

    /// <summary>The offset of the next changelog record that the store lacks; null if nothing was ever written.</summary>
    long? ChangelogOffset(int store);

    /// <summary>Starts a batch.</summary>
    IStateBatch CreateBatch();
}

/// <summary>
/// Changes that are applied together or not at all. The order counts within a key, ranges included. Disposed without
/// <see cref="Apply"/> it leaves no trace.
/// </summary>
public interface IStateBatch : IDisposable
{
    /// <summary>How many bytes of keys and values it holds.</summary>
    long Bytes { get; }

    /// <summary>Puts an entry.</summary>
    void Put(int store, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>Deletes an entry; no error if there is none.</summary>
    void Delete(int store, ReadOnlySpan<byte> key);

    /// <summary>Deletes the entries from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    void DeleteRange(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to);

    /// <summary>Says that with this batch the store holds everything before <paramref name="offset"/> of its changelog.</summary>
    void SetChangelogOffset(int store, long offset);

    /// <summary>Applies the changes in one atomic step. Survives the process's end as a whole or not at all.</summary>
    void Apply();
}

/// <summary>A sorted map of bytes, in unsigned byte order. Reads see what has been applied.</summary>
public interface IByteStore
{
    /// <summary>Appends the entry's value to <paramref name="value"/>; false if there is none.</summary>
    bool TryGet(ReadOnlySpan<byte> key, IBufferWriter<byte> value);

    /// <summary>
    /// Iterates the keys from <paramref name="from"/> (inclusive; empty: the first) to <paramref name="to"/>
    /// (exclusive; empty: behind the last), in order, or in reverse order.
    /// It shows the store as it was at the call.
    /// </summary>
    IByteIterator Range(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool reverse = false);

    /// <summary>About how many entries there are.</summary>
    long ApproximateCount { get; }
}

/// <summary>Walks over entries. The spans are valid until the next call.</summary>
public interface IByteIterator : IDisposable
{
    /// <summary>Goes to the next entry; a new iterator stands before the first.</summary>
    bool MoveNext();

    /// <summary>The key.</summary>
    ReadOnlySpan<byte> Key { get; }

    /// <summary>The value.</summary>
    ReadOnlySpan<byte> Value { get; }
}
