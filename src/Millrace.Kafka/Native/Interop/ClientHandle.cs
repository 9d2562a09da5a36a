using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>
/// Owns an <c>rd_kafka_t</c>. Queues, topics and batches hold references, so that it is destroyed after the last of them.
/// </summary>
internal sealed class ClientHandle : SafeHandle
{
    private readonly GCHandle _log;

    public ClientHandle(nint client, GCHandle log) : base(0, ownsHandle: true)
    {
        SetHandle(client);
        _log = log;
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer itself, for calls that are made once a record by one who holds a reference.</summary>
    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        // A consumer that was not closed is cut off: a close could wait for a broker for ever.
        LibRdKafka.DestroyFlags(handle, LibRdKafka.DestroyWithoutClose);
        if (_log.IsAllocated)
            _log.Free();
        return true;
    }
}
