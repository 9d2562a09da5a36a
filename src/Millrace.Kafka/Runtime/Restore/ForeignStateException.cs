namespace Millrace.Kafka.Runtime;

/// <summary>A store remembers an offset that its changelog does not have: the changelog is another one, or has lost its end.</summary>
internal sealed class ForeignStateException(TopicPartition changelog, long remembered, long end)
    : MillraceException($"The local state is at offset {remembered} of {changelog}, which ends at {end}.");
