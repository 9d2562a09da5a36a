using Millrace.Hvac.State;

namespace Millrace.Hvac.Alarms;

/// <summary>The life of an alarm.</summary>
/// <remarks>
/// <code>
///            condition begins            on-delay over               critical
///   QUIET ---------------------> DELAYED -------------> WARNING ---------------> CRITICAL
///     ^                            |  |                    |                      ^   |
///     |   condition or row ends    |  |  on-delay over, and critical              |   |
///     +----------------------------+  +--------------------|----------------------+   |
///     |                                                    |                          |
///     +---------------- calm for the clear delay, unit off, room empty ---------------+
/// </code>
/// <list type="table">
/// <listheader><term>from</term><description>to</description></listheader>
/// <item><term>QUIET</term><description>QUIET, DELAYED</description></item>
/// <item><term>DELAYED</term><description>QUIET, DELAYED (also anew, after a gap), WARNING, CRITICAL</description></item>
/// <item><term>WARNING</term><description>QUIET, WARNING, CRITICAL</description></item>
/// <item><term>CRITICAL</term><description>QUIET, CRITICAL: an alarm escalates once and never becomes milder</description></item>
/// </list>
/// </remarks>
internal static class AlarmPhases
{
    public static bool CanGo(AlarmPhase from, AlarmPhase to) => (from, to) switch
    {
        (AlarmPhase.Quiet, AlarmPhase.Quiet or AlarmPhase.Delayed) => true,
        (AlarmPhase.Delayed, AlarmPhase.Quiet or AlarmPhase.Delayed or AlarmPhase.Warning or AlarmPhase.Critical) => true,
        (AlarmPhase.Warning, AlarmPhase.Quiet or AlarmPhase.Warning or AlarmPhase.Critical) => true,
        (AlarmPhase.Critical, AlarmPhase.Quiet or AlarmPhase.Critical) => true,
        _ => false,
    };

    /// <summary>Whether an alarm stands in that phase.</summary>
    public static bool Stands(this AlarmPhase phase) => phase is AlarmPhase.Warning or AlarmPhase.Critical;

    /// <summary>How bad an alarm in that phase is.</summary>
    public static Severity Severity(this AlarmPhase phase) => phase switch
    {
        AlarmPhase.Warning => Hvac.Severity.Warning,
        AlarmPhase.Critical => Hvac.Severity.Critical,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No alarm stands."),
    };
}
