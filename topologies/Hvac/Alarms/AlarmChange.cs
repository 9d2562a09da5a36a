using Millrace.Avro;

namespace Millrace.Hvac.Alarms;

/// <summary>A step in the life of an alarm, as it is told: once to the log of alerts, once to what stands now.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Event">What happened.</param>
/// <param name="Severity">How bad it is, or was last.</param>
/// <param name="Began">The reading with which the condition began.</param>
/// <param name="Raised">The reading that raised it.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Limit">The limit that it crossed.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Reading">The reading that said it.</param>
internal sealed record AlarmChange(
    AlertKind Kind,
    AlarmEvent Event,
    Severity Severity,
    DateTimeOffset Began,
    DateTimeOffset Raised,
    double Value,
    double Limit,
    string Message,
    HvacReading Reading)
{
    private static readonly IReadOnlyList<string> KindNames = ((EnumSchema)((RecordSchema)HvacAlert.Schema).Find("kind")!.Schema).Symbols;

    /// <summary>The key of <c>hvac.alarms</c>: device and kind, the kind as the schema names it.</summary>
    public string AlarmKey => $"{Reading.DeviceId}/{KindNames[(int)Kind]}";

    // The same for all records of the alarm, and the same after a replay.
    private string AlertId => $"{AlarmKey}/{Began.ToUnixTimeMilliseconds()}";

    /// <summary>The device of a key of <c>hvac.alarms</c>. Kinds have no slash in them, devices may.</summary>
    public static string DeviceOf(string alarmKey) => alarmKey[..alarmKey.LastIndexOf('/')];

    /// <summary>The entry in the log.</summary>
    public HvacAlert ToAlert() => new()
    {
        AlertId = AlertId,
        DeviceId = Reading.DeviceId,
        Site = Reading.Site,
        Kind = Kind,
        State = Event switch
        {
            AlarmEvent.Raised => AlertState.Raised,
            AlarmEvent.Escalated => AlertState.Escalated,
            _ => AlertState.Cleared,
        },
        Severity = Severity,
        Began = Began,
        At = Reading.Timestamp,
        Value = Value,
        Limit = Limit,
        Message = Message,
    };

    /// <summary>What stands now; null, a tombstone, when it was cleared.</summary>
    public HvacAlarm? ToAlarm() => Event == AlarmEvent.Cleared ? null : new HvacAlarm
    {
        AlertId = AlertId,
        DeviceId = Reading.DeviceId,
        Site = Reading.Site,
        Kind = Kind,
        Severity = Severity,
        Began = Began,
        Raised = Raised,
        Updated = Reading.Timestamp,
        Value = Value,
        Limit = Limit,
        Message = Message,
    };
}
