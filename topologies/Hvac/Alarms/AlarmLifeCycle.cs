using Millrace.Hvac.State;

namespace Millrace.Hvac.Alarms;

/// <summary>
/// Leads an alarm through its life (see <see cref="AlarmPhases"/>), reading by reading, in the device's own time.
/// It keeps nothing: the same state and the same signal give the same step.
/// </summary>
/// <remarks>
/// A reading that is older than the newest is late and changes nothing; one of the same time is judged like any other,
/// in the order of arrival. The end of the input clears nothing: silence is no reading.
/// </remarks>
internal sealed class AlarmLifeCycle(AlarmTimes times)
{
    /// <summary>Judges the next reading.</summary>
    /// <param name="before">Where the alarm was; null before the device's first reading.</param>
    /// <param name="signal">What the reading says.</param>
    public AlarmStep Judge(AlarmState? before, in AlarmSignal signal)
    {
        before ??= new AlarmState { Phase = AlarmPhase.Quiet, Newest = signal.At };
        if (signal.At < before.Newest)
        {
            return new AlarmStep(AlarmEvent.Late, before);
        }

        return before.Phase.Stands() ? Stand(before, signal) : Wait(before, signal);
    }

    private AlarmStep Wait(AlarmState before, in AlarmSignal signal)
    {
        if (!signal.Exceeds || signal.Use != UnitUse.InUse)
        {
            return new AlarmStep(AlarmEvent.None, Go(before, AlarmPhase.Quiet, signal));
        }

        // After too long a silence nobody knows what was in between, and this reading begins anew.
        var goesOn = before.Phase == AlarmPhase.Delayed && signal.At - before.Newest <= times.LongestGap;
        var began = goesOn ? before.Began!.Value : signal.At;
        var delayed = Go(before, AlarmPhase.Delayed, signal) with { Began = began };
        if (signal.At - began < times.OnDelay)
        {
            return new AlarmStep(AlarmEvent.None, delayed);
        }

        var raised = Go(delayed, signal.IsCritical ? AlarmPhase.Critical : AlarmPhase.Warning, signal) with { Began = began, Raised = signal.At };
        return new AlarmStep(AlarmEvent.Raised, raised, raised.Phase.Severity(), began, signal.At);
    }

    private AlarmStep Stand(AlarmState before, in AlarmSignal signal)
    {
        // Gaps do not matter here: an alarm stands through silence, and so does the row of calm readings.
        DateTimeOffset? calmSince = signal.IsCalm ? before.CalmSince ?? signal.At : null;
        if (signal.Use != UnitUse.InUse || signal.At - calmSince >= times.ClearDelay)
        {
            return Told(AlarmEvent.Cleared, before, before.Phase, Go(before, AlarmPhase.Quiet, signal));
        }

        var escalates = before.Phase == AlarmPhase.Warning && signal.IsCritical;
        var after = Go(before, escalates ? AlarmPhase.Critical : before.Phase, signal) with
        {
            Began = before.Began,
            Raised = before.Raised,
            CalmSince = calmSince,
        };
        return escalates ? Told(AlarmEvent.Escalated, before, after.Phase, after) : new AlarmStep(AlarmEvent.None, after);
    }

    private static AlarmStep Told(AlarmEvent what, AlarmState before, AlarmPhase phase, AlarmState after) =>
        new(what, after, phase.Severity(), before.Began!.Value, before.Raised!.Value);

    /// <summary>The next state, with nothing in it but the phase and the time.</summary>
    /// <exception cref="InvalidOperationException">The life of an alarm has no such edge.</exception>
    internal static AlarmState Go(AlarmState before, AlarmPhase to, in AlarmSignal signal) =>
        AlarmPhases.CanGo(before.Phase, to)
            ? new AlarmState { Phase = to, Newest = signal.At }
            : throw new InvalidOperationException($"An alarm cannot go from {before.Phase} to {to}.");
}
