using System.Runtime.InteropServices;

namespace Millrace.RocksDb.Native;

/// <summary>
/// An iterator between two bounds. It holds its database open, and keeps the bounds in native memory, since RocksDB
/// reads them for as long as the iterator lives.
/// </summary>
internal sealed unsafe class IteratorHandle : SafeHandle
{
    private readonly DatabaseHandle _database;
    private readonly nint _options;
    private readonly void* _bounds;
    private readonly bool _holdsDatabase;

    internal IteratorHandle(DatabaseHandle database, nint family, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) : base(0, ownsHandle: true)
    {
        _database = database;
        database.DangerousAddRef(ref _holdsDatabase);
        _options = RocksApi.CreateReadOptions();
        if (from.Length + to.Length > 0)
        {
            _bounds = NativeMemory.Alloc((nuint)(from.Length + to.Length));
            var copy = new Span<byte>(_bounds, from.Length + to.Length);
            from.CopyTo(copy);
            to.CopyTo(copy[from.Length..]);
            if (!from.IsEmpty)
                RocksApi.SetLowerBound(_options, (byte*)_bounds, (nuint)from.Length);
            if (!to.IsEmpty)
                RocksApi.SetUpperBound(_options, (byte*)_bounds + from.Length, (nuint)to.Length);
        }

        SetHandle(RocksApi.CreateIterator(database, _options, family));
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        RocksApi.DestroyIterator(handle);
        RocksApi.DestroyReadOptions(_options);
        NativeMemory.Free(_bounds);
        if (_holdsDatabase)
            _database.DangerousRelease();
        return true;
    }
}
