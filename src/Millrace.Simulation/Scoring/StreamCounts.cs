namespace Millrace.Simulation.Scoring;

/// <summary>What the workers counted, for the promise that a gateway's backlog is neither lost nor late.</summary>
/// <param name="Sent">Sound readings that were sent (<c>FeedProgress.Readings</c>).</param>
/// <param name="Processed">Sound readings that a topology took in.</param>
/// <param name="Late">Readings that a topology counted as late.</param>
public sealed record StreamCounts(long Sent, long Processed, long Late);
