using System.Runtime.InteropServices;

namespace Millrace.RocksDb.Native;

/// <summary>A write batch, in native memory.</summary>
internal sealed class BatchHandle : SafeHandle
{
    internal BatchHandle() : base(0, ownsHandle: true) => SetHandle(RocksApi.CreateBatch());

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        RocksApi.DestroyBatch(handle);
        return true;
    }
}
