using Millrace.Hvac;

namespace Millrace.Simulation.Tests.Rules;

/// <summary>An alert as the reference rules give it; the message is none of their business.</summary>
internal sealed record Finding(
    string DeviceId, AlertKind Kind, AlertState State, Severity Severity, DateTimeOffset Began, DateTimeOffset At, double Value, double Limit)
{
    public HvacAlert ToAlert() => new()
    {
        AlertId = $"{DeviceId}/{Kind}/{Began.ToUnixTimeMilliseconds()}",
        DeviceId = DeviceId,
        Kind = Kind,
        State = State,
        Severity = Severity,
        Began = Began,
        At = At,
        Value = Value,
        Limit = Limit,
        Message = string.Empty,
    };
}
