using Millrace.Execution;

namespace Millrace.Kafka.Runtime;

/// <summary>
/// Stands between the tasks of a thread and its sink. It begins a transaction with the first record, so that a thread with
/// nothing to say has none open, and it keeps a refused record's exception: thrown from here, it would pass through the
/// user's operators and be taken for a mistake of theirs.
/// </summary>
internal sealed class ThreadCollector(IRecordSink sink) : IRecordCollector
{
    private readonly Dictionary<string, Writer> _writers = new(StringComparer.Ordinal);

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction { get; private set; }

    /// <summary>Whether anything was sent since the last <see cref="Settle"/>.</summary>
    public bool HasSent { get; private set; }

    /// <summary>What the sink refused first since then; further records are dropped, as the work is rolled back anyway.</summary>
    public KafkaException? Failure { get; private set; }

    public ITopicWriter Open(string topic)
    {
        if (!_writers.TryGetValue(topic, out var writer))
            _writers[topic] = writer = new Writer(this, sink.Open(topic));
        return writer;
    }

    /// <summary>Begins a transaction if the sink has them and none is open.</summary>
    public void Begin()
    {
        if (InTransaction || !sink.IsTransactional)
            return;
        sink.Begin();
        InTransaction = true;
    }

    /// <summary>The work was committed, or rolled back.</summary>
    public void Settle()
    {
        InTransaction = false;
        HasSent = false;
        Failure = null;
    }

    public void ThrowIfFailed()
    {
        if (Failure is { } failure)
            throw failure;
    }

    private sealed class Writer(ThreadCollector collector, ITopicWriter inner) : ITopicWriter
    {
        public string Topic => inner.Topic;

        public int PartitionCount { get; } = inner.PartitionCount;

        public void Send(
            int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers)
        {
            if (collector.Failure is not null)
                return;
            try
            {
                collector.Begin();
                collector.HasSent = true;
                inner.Send(partition, hasKey, key, hasValue, value, timestamp, headers);
            }
            catch (KafkaException e)
            {
                collector.Failure = e;
            }
        }
    }
}
