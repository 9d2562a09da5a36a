namespace Millrace.Simulation.Scoring;

/// <summary>An output that no fault explains.</summary>
/// <param name="Topic">Where it appeared.</param>
/// <param name="Key">The device, or the dead letter's key.</param>
/// <param name="At">Its event time.</param>
/// <param name="What">What it said.</param>
public sealed record FalseAlarm(string Topic, string Key, DateTimeOffset At, string What);
