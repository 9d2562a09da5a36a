namespace Millrace.Kafka.Native;

/// <summary>
/// The queue on which a client without a group reports what concerns all of it, and a producer its deliveries.
/// It remembers a refusal of the credentials, since librdkafka itself only keeps trying.
/// </summary>
internal sealed class MainQueue : IDisposable
{
    private readonly QueueHandle _queue;
    private Refusal? _refusal;

    public MainQueue(ClientHandle client) => _queue = new QueueHandle(client, LibRdKafka.QueueGetMain(client));

    /// <summary>Serves what has come, waiting up to <paramref name="timeoutMs"/> for the first event.</summary>
    /// <param name="timeoutMs">How long to wait, in milliseconds.</param>
    /// <param name="onDeliveries">Takes a delivery event; it is destroyed afterwards.</param>
    public void Serve(int timeoutMs, Action<nint>? onDeliveries = null)
    {
        while (true)
        {
            var @event = LibRdKafka.QueuePoll(_queue, timeoutMs);
            if (@event == 0)
                return;
            timeoutMs = 0;
            try
            {
                switch (LibRdKafka.EventType(@event))
                {
                    case LibRdKafka.EventDeliveryReport:
                        onDeliveries?.Invoke(@event);
                        break;
                    case LibRdKafka.EventError:
                        OnError(LibRdKafka.EventErrorCode(@event), LibRdKafka.EventErrorText(@event));
                        break;
                    default:
                        break;
                }
            }
            finally
            {
                LibRdKafka.EventDestroy(@event);
            }
        }
    }

    /// <summary>Throws a refusal of the credentials if there was one since the last call.</summary>
    /// <param name="what">What did not succeed.</param>
    public void ThrowIfRefused(string what)
    {
        if (Interlocked.Exchange(ref _refusal, null) is { } refusal)
            throw KafkaErrors.Create(refusal.Code, what, refusal.Reason);
    }

    public void Dispose() => _queue.Dispose();

    private void OnError(int code, string reason)
    {
        // What kills the client is asked of the client where it matters.
        if (code == KafkaReactions.Fatal)
            return;
        if (KafkaReactions.For(code) is KafkaReaction.Authentication or KafkaReaction.Authorization)
            _refusal = new Refusal(code, reason);
    }

    private sealed record Refusal(int Code, string Reason);
}
