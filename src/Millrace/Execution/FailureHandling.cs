namespace Millrace.Execution;

/// <summary>Asks what becomes of a failed record, sends the dead letters and fails the task if that is the answer.</summary>
internal sealed class FailureHandling(StreamTask task)
{
    private readonly Dictionary<string, ITopicWriter> _writers = new(StringComparer.Ordinal);

    /// <summary>How many dead letters were sent. May be read by any thread.</summary>
    public long DeadLetters { get; private set; }

    /// <summary>Returns how many dead letters were sent if the stream goes on.</summary>
    /// <exception cref="RecordFailedException">The task fails.</exception>
    public int Handle(ErrorHandling handling, ErrorContext context)
    {
        var response = Ask(handling, context);
        foreach (var letter in response.Letters)
        {
            Send(letter);
        }

        DeadLetters += response.Letters.Count;
        return response.Fails
            ? throw new RecordFailedException(context.Origin ?? new RecordOrigin("", task.Id.Partition, -1), context.Stage, context.Exception)
            : response.Letters.Count;
    }

    private ErrorResponse Ask(ErrorHandling handling, ErrorContext context)
    {
        try
        {
            return handling.Of(context.Kind)(context);
        }
        catch (Exception e)
        {
            throw new RecordFailedException(
                context.Origin ?? new RecordOrigin("", task.Id.Partition, -1), context.Stage, new AggregateException("The error handler failed too.", context.Exception, e));
        }
    }

    private void Send(DeadLetter letter)
    {
        if (!_writers.TryGetValue(letter.Topic, out var writer))
        {
            _writers[letter.Topic] = writer = task.Environment.Collector.Open(letter.Topic);
        }

        var count = writer.PartitionCount;
        var partition = letter.Key is null ? task.Id.Partition % count : Murmur2.Partition(letter.Key, count);
        writer.Send(partition, letter.Key is not null, letter.Key, letter.Value is not null, letter.Value, letter.Timestamp, letter.Headers);
    }
}
