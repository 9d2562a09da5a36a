namespace Millrace.Kafka;

/// <summary>Another instance has taken this one's place: give the tasks up, and join the group again.</summary>
public sealed class FencedException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public FencedException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }

    /// <summary>
    /// True when it is the group membership that is no longer valid: a sink can <see cref="IRecordSink.Abort"/> and be used
    /// again. False when it is the transactional id: the sink is of no more use.
    /// </summary>
    public bool IsMembership { get; init; }
}
