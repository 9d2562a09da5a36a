using System.Buffers;
using Millrace.RocksDb.Native;
using Millrace.State;

namespace Millrace.RocksDb.Internal;

/// <summary>One store: a column family.</summary>
internal sealed unsafe class RocksStore(RocksBackend backend, nint family) : IByteStore
{
    public long ApproximateCount =>
        RocksApi.PropertyOf(backend.Database, family, "rocksdb.estimate-num-keys", out var count) == 0 ? (long)count : 0;

    public bool TryGet(ReadOnlySpan<byte> key, IBufferWriter<byte> value)
    {
        byte* error = null;
        nint slice;
        fixed (byte* k = key)
            slice = RocksApi.GetPinned(backend.Database, backend.Shared.ReadOptions, family, k, (nuint)key.Length, &error);
        NativeError.ThrowIfAny(error, $"the state of task {backend.Task} cannot be read");
        if (slice == 0)
            return false;
        try
        {
            nuint length;
            var data = RocksApi.PinnedValue(slice, &length);
            value.Write(new ReadOnlySpan<byte>(data, (int)length));
            return true;
        }
        finally
        {
            RocksApi.DestroyPinned(slice);
        }
    }

    public IByteIterator Range(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool reverse = false)
    {
        // RocksDB leaves open what bounds the wrong way round mean.
        if (!to.IsEmpty && from.SequenceCompareTo(to) >= 0)
            return EmptyIterator.Instance;
        return backend.Track(new RocksIterator(backend, new IteratorHandle(backend.Database, family, from, to), reverse));
    }
}
