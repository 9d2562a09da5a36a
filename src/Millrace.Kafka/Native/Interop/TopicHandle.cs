using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>Owns an <c>rd_kafka_topic_t</c>, and a reference to its client.</summary>
internal sealed class TopicHandle : SafeHandle
{
    private readonly ClientHandle _client;

    private TopicHandle(ClientHandle client, nint topic) : base(0, ownsHandle: true)
    {
        var added = false;
        client.DangerousAddRef(ref added);
        _client = client;
        SetHandle(topic);
    }

    /// <summary>Opens a topic of a client; this does not ask the cluster.</summary>
    public static TopicHandle Open(ClientHandle client, string topic)
    {
        var pointer = LibRdKafka.TopicNew(client, topic, 0);
        return pointer != 0
            ? new TopicHandle(client, pointer)
            : throw KafkaErrors.Create(LibRdKafka.LastError(), $"Topic '{topic}' cannot be opened");
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer itself, for calls by one who holds a reference.</summary>
    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        LibRdKafka.TopicDestroy(handle);
        _client.DangerousRelease();
        return true;
    }
}
