using System.Runtime.InteropServices;
using Millrace.Execution;

namespace Millrace.Kafka.Native;

/// <summary>
/// Writes to one topic. Its arguments to <c>rd_kafka_produceva</c> stand ready in native memory, and only what differs
/// from record to record is written into them.
/// </summary>
internal sealed unsafe class NativeTopicWriter : ITopicWriter, IDisposable
{
    private const int TopicArgument = 0;
    private const int Flags = 1;
    private const int Opaque = 2;
    private const int Partition = 3;
    private const int KeyArgument = 4;
    private const int ValueArgument = 5;
    private const int Timestamp = 6;
    private const int HeadersArgument = 7;

    private readonly NativeRecordSink _sink;
    private readonly TopicHandle _handle;
    private readonly long[] _delivered;
    private RdProduceArgument* _arguments;

    public NativeTopicWriter(NativeRecordSink sink, TopicHandle handle, string topic, int partitions, int index)
    {
        _sink = sink;
        _handle = handle;
        Topic = topic;
        PartitionCount = partitions;
        _delivered = new long[partitions];
        Array.Fill(_delivered, NoOffset);
        _arguments = (RdProduceArgument*)NativeMemory.AllocZeroed(HeadersArgument + 1, (nuint)sizeof(RdProduceArgument));
        _arguments[TopicArgument] = new RdProduceArgument { Tag = RdProduceArgument.TagTopic, Pointer = handle.Pointer };
        _arguments[Flags] = new RdProduceArgument { Tag = RdProduceArgument.TagFlags, Int32 = LibRdKafka.MessageCopy };
        _arguments[Opaque] = new RdProduceArgument { Tag = RdProduceArgument.TagOpaque, Pointer = index };
        _arguments[Partition].Tag = RdProduceArgument.TagPartition;
        _arguments[KeyArgument].Tag = RdProduceArgument.TagKey;
        _arguments[ValueArgument].Tag = RdProduceArgument.TagValue;
        _arguments[Timestamp].Tag = RdProduceArgument.TagTimestamp;
        _arguments[HeadersArgument].Tag = RdProduceArgument.TagHeaders;
    }

    /// <summary>Nothing has been delivered.</summary>
    public const long NoOffset = -1;

    /// <summary>Something has been delivered whose offset the broker did not tell, as after some retries.</summary>
    public const long UnknownOffset = -2;

    public string Topic { get; }

    public int PartitionCount { get; }

    public void Send(int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers)
    {
        ObjectDisposedException.ThrowIf(_arguments == null, this);

        // A span without bytes may have no address, and null means that there is no key or value at all.
        byte none;
        fixed (byte* k = key)
        fixed (byte* v = value)
        {
            _arguments[Partition].Int32 = partition;
            _arguments[KeyArgument].Pointer = (nint)(hasKey ? k == null ? &none : k : null);
            _arguments[KeyArgument].Size = (nuint)key.Length;
            _arguments[ValueArgument].Pointer = (nint)(hasValue ? v == null ? &none : v : null);
            _arguments[ValueArgument].Size = (nuint)value.Length;
            _arguments[Timestamp].Int64 = OnWire(timestamp);
            if (headers is not { Count: > 0 })
            {
                _sink.Produce(this, _arguments, HeadersArgument, partition);
                return;
            }

            var list = NativeHeaders.Write(headers);
            _arguments[HeadersArgument].Pointer = list;
            var taken = false;
            try
            {
                _sink.Produce(this, _arguments, HeadersArgument + 1, partition);
                taken = true;
            }
            finally
            {
                if (!taken)
                    LibRdKafka.HeadersDestroy(list);
            }
        }
    }

    /// <summary>The greatest delivered offset of a partition, <see cref="NoOffset"/> or <see cref="UnknownOffset"/>.</summary>
    public long Delivered(int partition) => _delivered[partition];

    /// <summary>Notes a delivery.</summary>
    public void OnDelivered(int partition, long offset)
    {
        ref var newest = ref _delivered[partition];
        if (offset < 0)
            newest = UnknownOffset;
        else if (offset > newest)
            newest = offset;
    }

    public void Dispose()
    {
        NativeMemory.Free(_arguments);
        _arguments = null;
        _handle.Dispose();
    }

    /// <summary>librdkafka takes 0 for "now", which would drag time along; a millisecond later does no harm.</summary>
    private static long OnWire(long? timestamp) => timestamp switch
    {
        null => 0,
        0 => 1,
        { } given => given,
    };
}
