using System.Diagnostics;

namespace Millrace.Kafka.Native;

/// <summary>The sink's transactions.</summary>
internal sealed unsafe partial class NativeRecordSink
{
    private const int InitSliceMs = 1000;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(20);

    public void InitTransactions(TimeSpan timeout) => Retry(
        $"Transactional id '{_options.TransactionalId}' cannot be taken up",
        timeout,
        left => LibRdKafka.InitTransactions(_client, Math.Min(left, InitSliceMs)));

    public void Begin()
    {
        _failure = null;
        if (KafkaErrors.Take(_client, LibRdKafka.BeginTransaction(_client), "A transaction cannot be begun") is { } error)
            throw error;
    }

    public void SendOffsets(IReadOnlyCollection<PartitionOffset> offsets, GroupMetadata member, TimeSpan timeout)
    {
        if (offsets.Count == 0)
            return;
        var handle = ((NativeGroupMetadata)member).Handle;
        using var list = PartitionList.Of(offsets);
        var pointer = list.Pointer;
        Retry(
            $"The offsets of group '{member.GroupId}' cannot go with the transaction",
            timeout,
            left => LibRdKafka.SendOffsets(_client, pointer, handle, left));
    }

    public void Commit(TimeSpan timeout)
    {
        // librdkafka's commit flushes too, but cannot serve the reports meanwhile: nothing may be left for it to wait for.
        var started = Stopwatch.GetTimestamp();
        Flush(timeout);
        Retry("The transaction cannot be committed", timeout - Stopwatch.GetElapsedTime(started), left => LibRdKafka.CommitTransaction(_client, left));
    }

    public void Abort(TimeSpan timeout)
    {
        _aborting = true;
        try
        {
            // An abort purges what is under way and waits for the reports on it, which this thread serves.
            var abort = Task.Run(() => Retry("The transaction cannot be aborted", timeout, left => LibRdKafka.AbortTransaction(_client, left), serve: false));
            while (!abort.IsCompleted)
                _main.Serve(DeliveryWaitMs, _onDeliveries);
            abort.GetAwaiter().GetResult();
            Poll();
            _failure = null;
        }
        finally
        {
            _aborting = false;
        }
    }

    /// <summary>Repeats a call while librdkafka says that it may be repeated.</summary>
    private void Retry(string what, TimeSpan timeout, Func<int, nint> call, bool serve = true)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = (int)Math.Max(1, (timeout - Stopwatch.GetElapsedTime(started)).TotalMilliseconds);
            if (KafkaErrors.Take(_client, call(left), what) is not { } error)
                return;
            if (serve && error.IsTransient)
                ServeErrors(what);
            if (error is not BrokerUnavailableException || Stopwatch.GetElapsedTime(started) >= timeout)
                throw error;
            Thread.Sleep(RetryPause);
        }
    }
}
