using Millrace.RocksDb.Native;
using Millrace.State;

namespace Millrace.RocksDb.Internal;

/// <summary>Walks over a range of a store as it was when the walk began.</summary>
internal sealed unsafe class RocksIterator(RocksBackend backend, IteratorHandle handle, bool reverse) : IByteIterator
{
    private bool _started;
    private bool _ended;

    public ReadOnlySpan<byte> Key
    {
        get
        {
            nuint length;
            return new ReadOnlySpan<byte>(RocksApi.KeyOf(Standing(), &length), (int)length);
        }
    }

    public ReadOnlySpan<byte> Value
    {
        get
        {
            nuint length;
            return new ReadOnlySpan<byte>(RocksApi.ValueOf(Standing(), &length), (int)length);
        }
    }

    public bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        if (_ended)
            return false;
        Step();
        if (RocksApi.IsValid(handle) != 0)
            return true;
        _ended = true;
        byte* error = null;
        RocksApi.ErrorOf(handle, &error);
        NativeError.ThrowIfAny(error, $"the state of task {backend.Task} cannot be read");
        return false;
    }

    public void Dispose()
    {
        if (handle.IsClosed)
            return;
        handle.Dispose();
        backend.Untrack(this);
    }

    private void Step()
    {
        switch (_started, reverse)
        {
            case (false, false):
                RocksApi.SeekToFirst(handle);
                break;
            case (false, true):
                RocksApi.SeekToLast(handle);
                break;
            case (true, false):
                RocksApi.Next(handle);
                break;
            default:
                RocksApi.Previous(handle);
                break;
        }

        _started = true;
    }

    // RocksDB's answer elsewhere is undefined, up to a crash.
    private IteratorHandle Standing() =>
        _started && !_ended ? handle : throw new InvalidOperationException("the iterator stands at no entry");
}
