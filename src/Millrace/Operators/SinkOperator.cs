using System.Buffers;
using Millrace.Execution;

namespace Millrace.Operators;

/// <summary>Encodes records and hands them to the collector.</summary>
internal sealed class SinkOperator<TKey, TValue> : Operator<TKey, TValue>
{
    private readonly StreamTask _task;
    private readonly Stage _stage;
    private readonly ITopicWriter _writer;
    private readonly Serde<TKey> _keySerde;
    private readonly Serde<TValue> _valueSerde;
    private readonly SerdeContext _keyContext;
    private readonly SerdeContext _valueContext;
    private readonly StreamPartitioner<TKey, TValue>? _partitioner;
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);

    public SinkOperator(
        StreamTask task, Stage stage, string topic, Serde<TKey> keySerde, Serde<TValue> valueSerde, StreamPartitioner<TKey, TValue>? partitioner)
    {
        _task = task;
        _stage = stage;
        _writer = task.Environment.Collector.Open(topic);
        _keySerde = keySerde;
        _valueSerde = valueSerde;
        _keyContext = new SerdeContext(topic, IsKey: true);
        _valueContext = new SerdeContext(topic, IsKey: false);
        _partitioner = partitioner;
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        _key.ResetWrittenCount();
        _value.ResetWrittenCount();
        int partition;
        try
        {
            if (record.Key is not null)
            {
                _keySerde.Serialize(record.Key, _key, _keyContext);
            }

            if (record.Value is not null)
            {
                _valueSerde.Serialize(record.Value, _value, _valueContext);
            }

            partition = Partition(record);
        }
        catch (Exception e)
        {
            _stage.Failed(record, e, ErrorKind.Writing);
            return;
        }

        _writer.Send(partition, record.Key is not null, _key.WrittenSpan, record.Value is not null, _value.WrittenSpan, record.Timestamp, record.Headers);
    }

    private int Partition(in Record<TKey, TValue> record)
    {
        var count = _writer.PartitionCount;
        if (_partitioner is null)
        {
            return record.Key is null ? _task.Id.Partition % count : Murmur2.Partition(_key.WrittenSpan, count);
        }

        var partition = _partitioner(record.Key, record.Value, count);
        return partition >= 0 && partition < count
            ? partition
            : throw new SerdeException($"The partitioner of '{_writer.Topic}' chose partition {partition}; there are {count}");
    }
}
