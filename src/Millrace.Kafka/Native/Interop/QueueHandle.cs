using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>Owns a reference to an <c>rd_kafka_queue_t</c>, and one to its client.</summary>
internal sealed class QueueHandle : SafeHandle
{
    private readonly ClientHandle _client;

    public QueueHandle(ClientHandle client, nint queue) : base(0, ownsHandle: true)
    {
        var added = false;
        client.DangerousAddRef(ref added);
        _client = client;
        SetHandle(queue);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibRdKafka.QueueDestroy(handle);
        _client.DangerousRelease();
        return true;
    }
}
