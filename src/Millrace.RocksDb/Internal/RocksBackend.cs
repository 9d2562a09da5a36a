using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Millrace.RocksDb.Native;
using Millrace.State;

namespace Millrace.RocksDb.Internal;

/// <summary>The state of one task.</summary>
internal sealed class RocksBackend : IStateBackend
{
    // Beyond this a batch's native memory is given back rather than kept for the next one.
    private const long LargestBatchKept = 16 << 20;

    private readonly Action<RocksBackend> _closed;
    private readonly nint[] _families;
    private readonly byte[][] _offsetKeys;
    private readonly long?[] _offsets;
    private readonly RocksStore[] _stores;
    private readonly HashSet<RocksIterator> _iterators = [];
    private BatchHandle? _spareBatch;
    private bool _disposed;

    internal RocksBackend(TaskId task, string path, SharedResources shared, IReadOnlyList<string> stores, Action<RocksBackend> closed)
    {
        Task = task;
        _closed = closed;
        Shared = shared;
        (Database, OffsetFamily, _families) = TaskDatabase.Open(path, shared, stores);
        try
        {
            _stores = _families.Select(family => new RocksStore(this, family)).ToArray();
            _offsetKeys = stores.Select(Encoding.UTF8.GetBytes).ToArray();
            _offsets = _offsetKeys.Select(ReadOffset).ToArray();
        }
        catch
        {
            Database.Dispose();
            throw;
        }
    }

    internal TaskId Task { get; }

    internal DatabaseHandle Database { get; }

    internal SharedResources Shared { get; }

    internal nint OffsetFamily { get; }

    public IByteStore Store(int store) => _stores[store];

    public long? ChangelogOffset(int store)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _offsets[store];
    }

    public IStateBatch CreateBatch()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var handle = _spareBatch ?? new BatchHandle();
        _spareBatch = null;
        return new RocksBatch(this, handle, _offsets.Length);
    }

    // RocksDB flushes all memtables, together, when it closes: a graceful restart finds everything.
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var iterator in _iterators.ToArray())
            iterator.Dispose();
        _spareBatch?.Dispose();
        Database.Dispose();
        _closed(this);
    }

    internal nint FamilyOf(int store) => _families[store];

    internal ReadOnlySpan<byte> OffsetKeyOf(int store) => _offsetKeys[store];

    internal void Applied(int store, long offset) => _offsets[store] = offset;

    internal void GiveBack(BatchHandle batch, long bytes)
    {
        if (_disposed || bytes > LargestBatchKept || _spareBatch is not null)
        {
            batch.Dispose();
            return;
        }

        RocksApi.ClearBatch(batch);
        _spareBatch = batch;
    }

    internal RocksIterator Track(RocksIterator iterator)
    {
        _iterators.Add(iterator);
        return iterator;
    }

    internal void Untrack(RocksIterator iterator) => _iterators.Remove(iterator);

    private long? ReadOffset(byte[] key)
    {
        var value = new ArrayBufferWriter<byte>(sizeof(long));
        return new RocksStore(this, OffsetFamily).TryGet(key, value)
            ? BinaryPrimitives.ReadInt64BigEndian(value.WrittenSpan)
            : null;
    }
}
