using System.Buffers;
using System.Text;
using Millrace.Cli.Clusters;
using Millrace.Execution;
using Millrace.Hvac;
using Millrace.Kafka;
using Millrace.Simulation.Feeding;

namespace Millrace.Cli.Feeding;

/// <summary>Sends readings to a topic as a gateway would: Avro with the registry's id, partitioned by the key.</summary>
internal sealed class ReadingProducer : IReadingOutput, IDisposable
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(30);

    private readonly IRecordSink _sink;
    private readonly ITopicWriter _writer;
    private readonly Serde<HvacReading> _serde;
    private readonly ArrayBufferWriter<byte> _value = new(256);

    private ReadingProducer(IRecordSink sink, ITopicWriter writer, Serde<HvacReading> serde)
    {
        _sink = sink;
        _writer = writer;
        _serde = serde;
    }

    /// <summary>Records sent so far.</summary>
    public long Sent { get; private set; }

    public static async Task<ReadingProducer> OpenAsync(IKafkaTransport transport, RecordSerdes serdes, string topic, CancellationToken cancellation)
    {
        var serde = await serdes.WriterAsync<HvacReading>(topic, cancellation);
        var sink = transport.CreateSink(new RecordSinkOptions());
        try
        {
            return new ReadingProducer(sink, sink.Open(topic), serde);
        }
        catch
        {
            sink.Dispose();
            throw;
        }
    }

    public ValueTask SendAsync(OutgoingRecord record, CancellationToken cancellationToken)
    {
        var key = Encoding.UTF8.GetBytes(record.Key);
        var value = record.Bytes.Span;
        if (record.Reading is { } reading)
        {
            _value.ResetWrittenCount();
            RecordSerdes.Write(_serde, reading, _writer.Topic, _value);
            value = _value.WrittenSpan;
        }

        var partition = Murmur2.Partition(key, _writer.PartitionCount);
        _writer.Send(partition, true, key, true, value, record.Timestamp.ToUnixTimeMilliseconds(), null);
        Sent++;
        _sink.Poll();
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => new(Task.Run(() => _sink.Flush(FlushTimeout), cancellationToken));

    public void Dispose() => _sink.Dispose();
}
