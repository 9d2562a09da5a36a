namespace Millrace.Hvac.Alarms;

/// <summary>Where alarms are told.</summary>
internal static class AlarmTopics
{
    /// <summary>The log of what happened to alarms, keyed by device.</summary>
    public const string Alerts = "hvac.alerts";

    /// <summary>What stands now, keyed by device and kind.</summary>
    public const string Alarms = "hvac.alarms";

    private static readonly TopicSpec AlertTopic = new(Alerts) { Retention = 30.Days() };
    private static readonly TopicSpec AlarmTopic = new(Alarms) { Cleanup = CleanupPolicy.Compact };

    // A device's alarms lie in the partition of its readings and alerts, so that they can be joined.
    private static readonly Produced<string, HvacAlarm?> ByDevice = Produced<string, HvacAlarm?>.PartitionedBy(AlarmChange.DeviceOf);

    /// <summary>Tells the changes to both topics.</summary>
    public static void ToAlarmTopics(this KStream<string, AlarmChange> changes, StreamsBuilder streams)
    {
        streams.Declare(AlertTopic).Declare(AlarmTopic);
        changes.MapValues(change => change.ToAlert()).To(Alerts);
        changes.Map((_, change) => KeyValuePair.Create(change.AlarmKey, change.ToAlarm())).To(Alarms, ByDevice);
    }
}
