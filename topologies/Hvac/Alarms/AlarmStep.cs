using Millrace.Hvac.State;

namespace Millrace.Hvac.Alarms;

/// <summary>What one reading did to an alarm.</summary>
/// <param name="Event">What happened.</param>
/// <param name="State">Where the alarm is now.</param>
/// <param name="Severity">How bad the alarm is, or was last; of no meaning unless something is told.</param>
/// <param name="Began">The start of the delay; of no meaning unless something is told.</param>
/// <param name="Raised">The reading that raised it; of no meaning unless something is told.</param>
internal readonly record struct AlarmStep(
    AlarmEvent Event, AlarmState State, Severity Severity = Severity.Unknown, DateTimeOffset Began = default, DateTimeOffset Raised = default)
{
    /// <summary>Whether the world is told.</summary>
    public bool IsTold => Event is AlarmEvent.Raised or AlarmEvent.Escalated or AlarmEvent.Cleared;
}

/// <summary>What happened to an alarm.</summary>
internal enum AlarmEvent
{
    /// <summary>Nothing to tell.</summary>
    None,

    /// <summary>The reading is older than one that was judged before.</summary>
    Late,

    /// <summary>It stands from now on.</summary>
    Raised,

    /// <summary>It became critical.</summary>
    Escalated,

    /// <summary>It is over.</summary>
    Cleared,
}
