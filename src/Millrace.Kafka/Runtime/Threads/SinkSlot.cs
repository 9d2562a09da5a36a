namespace Millrace.Kafka.Runtime;

/// <summary>A thread's producer with what belongs to it; replaced as a whole when the producer is of no more use.</summary>
internal sealed class SinkSlot : IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);
    private readonly IRecordSink _sink;

    /// <summary>Opens the producer; under exactly-once returns when it is the only one of its transactional id.</summary>
    public SinkSlot(ThreadContext context, WakeUp wakeUp, Action<BrokerUnavailableException> onUnavailable)
    {
        var exactlyOnce = context.Options.Guarantee == ProcessingGuarantee.ExactlyOnce;
        Patience = new Patience(Slice, onUnavailable);
        _sink = context.Transport.CreateSink(new RecordSinkOptions
        {
            TransactionalId = exactlyOnce ? $"{context.Graph.ApplicationId}-{context.InstanceId}-{context.Index}" : null,
            TransactionTimeout = context.Options.TransactionTimeout,
        });
        Collector = new ThreadCollector(_sink);
        Protocol = exactlyOnce ? Transactional(context) : new PlainCommit(_sink, Collector, context.Member, Patience);
        Host = new TaskHost
        {
            Graph = context.Graph,
            State = context.Options.State,
            Clock = context.Options.Clock,
            Emit = context.Options.Emit,
            Facts = context.Options.Facts,
            BatchSize = context.Options.BatchSize,
            Collector = Collector,
            Changelogs = context.Changelogs,
            Globals = context.Globals,
            WakeUp = wakeUp,
            Delivered = _sink.DeliveredOffset,
            CommittedInput = input => context.Member.Committed([input], Slice).GetValueOrDefault(input),
            Restored = context.Log.Restored,
            ForeignState = (task, e) => context.Log.ForeignState(task, e.Message),
        };
        if (!exactlyOnce)
            return;
        try
        {
            Patience.Repeat(_sink.InitTransactions);
        }
        catch
        {
            _sink.Dispose();
            throw;
        }
    }

    public Patience Patience { get; }

    public ThreadCollector Collector { get; }

    public ICommitProtocol Protocol { get; }

    public TaskHost Host { get; }

    /// <summary>Takes up confirmations that have come.</summary>
    public void Poll() => _sink.Poll();

    public void Dispose() => _sink.Dispose();

    private ICommitProtocol Transactional(ThreadContext context)
    {
        var protocol = new TransactionalCommit(_sink, Collector, Patience);
        return EmbeddedKafka.TryFind(context.Options.Client.BootstrapServers, out _)
            ? new EmbeddedCommit(protocol, context.Member, Patience)
            : protocol;
    }
}
