using System.Buffers.Binary;
using Millrace.RocksDb.Native;
using Millrace.State;

namespace Millrace.RocksDb.Internal;

/// <summary>Changes and offsets, gathered in native memory and written as one.</summary>
internal sealed unsafe class RocksBatch(RocksBackend backend, BatchHandle handle, int stores) : IStateBatch
{
    // The highest offset set for each store; -1 for none.
    private readonly long[] _offsets = Unset(stores);
    private bool _disposed;

    public long Bytes { get; private set; }

    public void Put(int store, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Put(backend.FamilyOf(store), key, value);
        Bytes += key.Length + value.Length;
    }

    public void Delete(int store, ReadOnlySpan<byte> key)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        fixed (byte* k = key)
            RocksApi.BatchDelete(handle, backend.FamilyOf(store), k, (nuint)key.Length);
        Bytes += key.Length;
    }

    public void DeleteRange(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);

        // RocksDB leaves open what bounds the wrong way round mean.
        if (from.SequenceCompareTo(to) >= 0)
            return;
        fixed (byte* f = from, t = to)
            RocksApi.BatchDeleteRange(handle, backend.FamilyOf(store), f, (nuint)from.Length, t, (nuint)to.Length);
        Bytes += from.Length + to.Length;
    }

    public void SetChangelogOffset(int store, long offset)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        _offsets[store] = offset;
    }

    public void Apply()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Span<byte> value = stackalloc byte[sizeof(long)];
        for (var store = 0; store < stores; store++)
        {
            if (_offsets[store] < 0)
                continue;
            BinaryPrimitives.WriteInt64BigEndian(value, _offsets[store]);
            Put(backend.OffsetFamily, backend.OffsetKeyOf(store), value);
        }

        byte* error = null;
        RocksApi.Write(backend.Database, backend.Shared.WriteOptions, handle, &error);
        NativeError.ThrowIfAny(error, $"the state of task {backend.Task} cannot be written");
        for (var store = 0; store < stores; store++)
        {
            if (_offsets[store] >= 0)
                backend.Applied(store, _offsets[store]);
        }

        // What was applied is over; the batch may gather anew.
        RocksApi.ClearBatch(handle);
        _offsets.AsSpan().Fill(-1);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        backend.GiveBack(handle, Bytes);
    }

    private static long[] Unset(int stores)
    {
        var offsets = new long[stores];
        offsets.AsSpan().Fill(-1);
        return offsets;
    }

    private void Put(nint family, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* k = key, v = value)
            RocksApi.BatchPut(handle, family, k, (nuint)key.Length, v, (nuint)value.Length);
    }
}
