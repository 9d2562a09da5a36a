using Millrace.Hvac;

namespace Millrace.Simulation.Scoring;

/// <summary>An output as it was seen, brought to one form.</summary>
internal readonly record struct Observation(string Topic, string Device, AlertKind Kind, DateTimeOffset From, DateTimeOffset At, string What);
