using System.Buffers;
using System.Text;
using Millrace.Execution;
using Millrace.Hvac;
using Millrace.Kafka;
using Millrace.Kafka.Tests.Support;
using Millrace.Simulation.Feeding;

namespace Millrace.Integration.Tests.Clusters;

/// <summary>Writes readings as gateways do.</summary>
internal sealed class ReadingFeed : IDisposable
{
    private readonly IRecordSink _sink;
    private readonly ITopicWriter _writer;
    private readonly Action<HvacReading, IBufferWriter<byte>> _write;
    private readonly ArrayBufferWriter<byte> _value = new();

    private ReadingFeed(KafkaClientOptions cluster, Action<HvacReading, IBufferWriter<byte>> write)
    {
        _sink = new NativeTransport(cluster).CreateSink(new RecordSinkOptions());
        _writer = _sink.Open(HvacReadings.Topic);
        _write = write;
    }

    public static async Task<ReadingFeed> OpenAsync(KafkaClientOptions cluster, Wire wire) =>
        new(cluster, await wire.WriterAsync<HvacReading>(HvacReadings.Topic));

    /// <summary>Sends the records, and returns when the broker has them.</summary>
    public void Send(IEnumerable<OutgoingRecord> records)
    {
        foreach (var record in records)
        {
            _value.ResetWrittenCount();
            if (record.Reading is { } reading)
                _write(reading, _value);
            else
                _value.Write(record.Bytes.Span);
            var key = Encoding.UTF8.GetBytes(record.Key);
            _writer.Send(Murmur2.Partition(key, _writer.PartitionCount), true, key, true, _value.WrittenSpan, record.Timestamp.ToUnixTimeMilliseconds(), null);
            _sink.Poll();
        }

        _sink.Flush(Waiting.Patience);
    }

    public void Dispose() => _sink.Dispose();
}
