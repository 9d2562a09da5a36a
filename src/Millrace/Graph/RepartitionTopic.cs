namespace Millrace.Graph;

/// <summary>An internal topic that records pass to come together by their new key.</summary>
/// <param name="Source">The node that reads it.</param>
/// <param name="Sink">The node that writes it.</param>
/// <param name="Partitions">How many partitions its author wants; null for as many as the inputs of what writes it.</param>
internal sealed record RepartitionTopic(GraphNode Source, GraphNode Sink, int? Partitions);
