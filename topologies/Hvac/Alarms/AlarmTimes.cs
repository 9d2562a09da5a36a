namespace Millrace.Hvac.Alarms;

/// <summary>The durations in an alarm's life.</summary>
/// <param name="OnDelay">How long the condition lasts before the alarm is raised.</param>
/// <param name="LongestGap">A longer silence between two readings ends the on-delay.</param>
/// <param name="ClearDelay">How long every reading is calm before the alarm is cleared.</param>
internal readonly record struct AlarmTimes(TimeSpan OnDelay, TimeSpan LongestGap, TimeSpan ClearDelay);
