namespace Millrace.Hvac.Tests.Support;

/// <summary>A host's clock that stands still.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
