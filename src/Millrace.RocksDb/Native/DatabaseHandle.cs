using System.Runtime.InteropServices;

namespace Millrace.RocksDb.Native;

/// <summary>
/// An open database with the handles of its column families. Closing it flushes all of its memtables together.
/// </summary>
internal sealed class DatabaseHandle : SafeHandle
{
    private readonly List<nint> _families = [];

    internal DatabaseHandle(nint database) : base(0, ownsHandle: true) => SetHandle(database);

    public override bool IsInvalid => handle == 0;

    /// <summary>Takes over a family's handle, which must be given back before the database is closed.</summary>
    internal nint Own(nint family)
    {
        _families.Add(family);
        return family;
    }

    protected override bool ReleaseHandle()
    {
        foreach (var family in _families)
            RocksApi.DestroyColumnFamilyHandle(family);
        RocksApi.Close(handle);
        return true;
    }
}
