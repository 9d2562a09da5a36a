using System.Diagnostics;
using Millrace.Execution;

namespace Millrace.Kafka.Native;

/// <summary>Sends records with an idempotent or transactional librdkafka producer of its own.</summary>
internal sealed unsafe partial class NativeRecordSink : IRecordSink
{
    private const int DeliveriesAtOnce = 512;
    private const int SendsBetweenPolls = 1024;
    private const int QueueFullWaitMs = 20;
    private const int FlushSliceMs = 1;
    private const int DeliveryWaitMs = 10;

    private readonly ClientHandle _client;
    private readonly MainQueue _main;
    private readonly RecordSinkOptions _options;
    private readonly Dictionary<string, NativeTopicWriter> _byTopic = new(StringComparer.Ordinal);
    private readonly List<NativeTopicWriter> _writers = [];
    private readonly nint[] _deliveries = GC.AllocateArray<nint>(DeliveriesAtOnce, pinned: true);
    private readonly Action<nint> _onDeliveries;
    private KafkaException? _failure;
    private bool _aborting;
    private int _sends;

    public NativeRecordSink(ClientHandle client, RecordSinkOptions options)
    {
        _client = client;
        _options = options;
        _main = new MainQueue(client);
        _onDeliveries = OnDeliveries;
    }

    public bool IsTransactional => _options.TransactionalId is not null;

    public int InFlight => LibRdKafka.OutQueueLength(_client);

    public ITopicWriter Open(string topic)
    {
        if (_byTopic.TryGetValue(topic, out var writer))
            return writer;
        var handle = TopicHandle.Open(_client, topic);
        try
        {
            var partitions = ClusterQueries.PartitionCount(_client, handle, topic, _options.MetadataTimeout, ServeErrors);
            writer = new NativeTopicWriter(this, handle, topic, partitions, _writers.Count);
        }
        catch
        {
            handle.Dispose();
            throw;
        }

        _byTopic[topic] = writer;
        _writers.Add(writer);
        return writer;
    }

    public void Poll() => _main.Serve(timeoutMs: 0, _onDeliveries);

    public void Flush(TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        Poll();
        while (InFlight > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > timeout)
            {
                var what = $"{InFlight} records were not confirmed within {timeout.TotalSeconds} s";
                _main.ThrowIfRefused(what);
                throw KafkaErrors.Create(KafkaReactions.TimedOut, what);
            }

            // librdkafka ends the linger while its flush runs. It cannot serve the reports, so it is called for a moment
            // and the reports are waited for here.
            LibRdKafka.Flush(_client, FlushSliceMs);
            _main.Serve(DeliveryWaitMs, _onDeliveries);
        }

        ThrowIfFailed();
    }

    public void ThrowIfFailed()
    {
        if (_failure is null)
            return;

        // Some refusals of a record are the end of its producer too, and only the record's own error names the partition.
        if (_failure is BrokerUnavailableException or TransactionAbortedException)
            throw KafkaErrors.FatalOf(_client, "The producer has failed") ?? _failure;
        throw _failure;
    }

    public long? DeliveredOffset(TopicPartition partition)
    {
        if (!_byTopic.TryGetValue(partition.Topic, out var writer))
            return null;
        return writer.Delivered(partition.Partition) switch
        {
            NativeTopicWriter.NoOffset => null,
            NativeTopicWriter.UnknownOffset => ClusterQueries.Watermarks(_client, partition, _options.MetadataTimeout, ServeErrors).High - 1,
            var offset => offset,
        };
    }

    /// <summary>Called by a writer. Waits while the client's queue is full.</summary>
    internal void Produce(NativeTopicWriter writer, RdProduceArgument* arguments, int count, int partition)
    {
        if (++_sends % SendsBetweenPolls == 0)
            Poll();
        var error = LibRdKafka.ProduceVa(_client.Pointer, arguments, (nuint)count);
        if (error != 0)
            ProduceAgain(error, writer, arguments, count, partition);
    }

    public void Dispose()
    {
        foreach (var writer in _writers)
            writer.Dispose();
        _main.Dispose();
        _client.Dispose();
    }

    private void ProduceAgain(nint error, NativeTopicWriter writer, RdProduceArgument* arguments, int count, int partition)
    {
        var started = Stopwatch.GetTimestamp();
        while (error != 0)
        {
            var code = LibRdKafka.ErrorCode(error);
            if (code != KafkaReactions.QueueFull)
                throw Refused(error, code, new TopicPartition(writer.Topic, partition));
            LibRdKafka.ErrorDestroy(error);
            if (Stopwatch.GetElapsedTime(started) > _options.DeliveryTimeout)
            {
                var what = $"A record for '{writer.Topic}' cannot be sent";
                _main.ThrowIfRefused(what);
                throw KafkaErrors.Create(code, what);
            }

            _main.Serve(QueueFullWaitMs, _onDeliveries);
            error = LibRdKafka.ProduceVa(_client.Pointer, arguments, (nuint)count);
        }
    }

    private KafkaException Refused(nint error, int code, TopicPartition partition)
    {
        var what = $"A record for {partition} cannot be sent";
        var failure = KafkaErrors.Take(_client, error, what, partition)!;

        // In a transaction that has failed already, librdkafka only says that this is no state to send in.
        return code == KafkaReactions.WrongState && IsTransactional
            ? KafkaErrors.FatalOf(_client, what) ?? new TransactionAbortedException(failure.Message, code) { Partition = partition }
            : failure;
    }

    private void OnDeliveries(nint @event)
    {
        fixed (nint* buffer = _deliveries)
        {
            nuint count;
            while ((count = LibRdKafka.EventMessageArray(@event, (RdMessage**)buffer, DeliveriesAtOnce)) > 0)
            {
                for (nuint i = 0; i < count; i++)
                    OnDelivery((RdMessage*)buffer[i]);
            }
        }
    }

    private void OnDelivery(RdMessage* message)
    {
        var writer = _writers[(int)message->Opaque];
        if (message->Error == 0)
        {
            writer.OnDelivered(message->Partition, message->Offset);
            return;
        }

        if (_aborting || _failure is not null)
            return;
        var partition = new TopicPartition(writer.Topic, message->Partition);
        var failure = KafkaErrors.Create(message->Error, $"A record for {partition} was not delivered", partition: partition);
        _failure = IsTransactional && failure is BrokerUnavailableException
            ? new TransactionAbortedException(failure.Message, failure.Code) { Partition = partition }
            : failure;
    }

    private void ServeErrors(string what)
    {
        Poll();
        _main.ThrowIfRefused(what);
    }
}
