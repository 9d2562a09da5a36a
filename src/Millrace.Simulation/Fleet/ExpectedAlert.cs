using Millrace.Hvac;

namespace Millrace.Simulation.Fleet;

/// <summary>An alert that must appear, field by field as in <see cref="HvacAlert"/>; only the message is free.</summary>
/// <param name="AlertId">As in <see cref="HvacAlert.AlertId"/>.</param>
/// <param name="DeviceId">The unit.</param>
/// <param name="Site">Its building.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="State">What happened to the alarm.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Began">The reading with which it began.</param>
/// <param name="At">The reading that says it.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Limit">The limit that was crossed.</param>
public sealed record ExpectedAlert(
    string AlertId,
    string DeviceId,
    string Site,
    AlertKind Kind,
    AlertState State,
    Severity Severity,
    DateTimeOffset Began,
    DateTimeOffset At,
    double Value,
    double Limit);
