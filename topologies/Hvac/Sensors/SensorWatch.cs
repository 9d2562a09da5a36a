using Millrace.Hvac.Alarms;
using Millrace.Hvac.State;

namespace Millrace.Hvac.Sensors;

/// <summary>
/// Watches one room sensor for the two ways in which it dies: it repeats one value, or it gives none. It keeps nothing:
/// the same state and the same reading give the same step.
/// </summary>
/// <remarks>
/// A <em>run</em> is a row of neighbouring readings, with the unit not OFF, that all say the same, or all say nothing. A
/// reading with the unit OFF belongs to no run and ends one; another value, or a gap longer than allowed, begins a new one.
/// <code>
///   no alarm -- run long enough, and the sensor known to be able to do better --> alarm
///   alarm    -- another value, or the unit OFF ---------------------------------> no alarm
/// </code>
/// Able to do better means: for a run of one value, that most readings before it differed from their neighbour, so that
/// a coarse sensor in a quiet room is not taken for a stuck one; for a run of nothing, that there ever was a value, so
/// that a unit without the sensor has no alarm.
/// </remarks>
internal sealed class SensorWatch(SensorHealthOptions options)
{
    /// <summary>Beyond it the memory of how lively a sensor is is halved, so that it can change.</summary>
    internal const int MostPairs = 1000;

    /// <summary>Takes the next reading.</summary>
    public SensorStep Judge(SensorState? before, DateTimeOffset at, double? value, bool off)
    {
        before ??= new SensorState { Newest = at, Seen = false };
        if (at < before.Newest)
        {
            return new SensorStep(AlarmEvent.Late, before, null);
        }

        return before.Alarm is { } alarm ? Stand(before, alarm, at, value, off) : Watch(before, at, value, off);
    }

    private SensorStep Watch(SensorState before, DateTimeOffset at, double? value, bool off)
    {
        var isNeighbour = at - before.Newest <= options.LongestGap;
        var goesOn = before.RunSince is not null && isNeighbour && Nullable.Equals(before.RunValue, value);
        var after = before with { Newest = at, Seen = before.Seen || value is not null };
        if (goesOn && !off)
        {
            after = after with { RunPairs = before.RunPairs + 1 };
            var limit = after.RunValue is null ? options.SilentDelay : options.StuckDelay;
            return at - after.RunSince!.Value >= limit && CanDoBetter(before)
                ? Raise(after, at, limit)
                : new SensorStep(AlarmEvent.None, after, null);
        }

        after = Learn(after, before, differs: isNeighbour && before.RunValue is not null && value is not null && !goesOn);
        return new SensorStep(AlarmEvent.None, Begin(after, at, value, off), null);
    }

    private static SensorStep Stand(SensorState before, SensorAlarm alarm, DateTimeOffset at, double? value, bool off)
    {
        var ends = off || (value is not null && !Nullable.Equals(value, alarm.Value));
        var after = before with { Newest = at, Seen = before.Seen || value is not null };
        return ends
            ? new SensorStep(AlarmEvent.Cleared, Begin(after with { Alarm = null }, at, value, off), alarm)
            : new SensorStep(AlarmEvent.None, after, null);
    }

    private static SensorStep Raise(SensorState state, DateTimeOffset at, TimeSpan limit)
    {
        var alarm = new SensorAlarm { Began = state.RunSince!.Value, Raised = at, Value = state.RunValue, Limit = limit.TotalMinutes };
        return new SensorStep(AlarmEvent.Raised, state with { Alarm = alarm }, alarm);
    }

    private static SensorState Begin(SensorState state, DateTimeOffset at, double? value, bool off) =>
        state with { RunSince = off ? null : at, RunValue = off ? null : value, RunPairs = 0 };

    private bool CanDoBetter(SensorState state) => state.RunValue is null
        ? state.Seen
        : state.Pairs >= options.LivelyReadings && state.Changes >= options.LivelyShare * state.Pairs;

    /// <summary>Remembers a run that ended. One that ended in an alarm never comes here: it says nothing about the sound sensor.</summary>
    private static SensorState Learn(SensorState state, SensorState run, bool differs)
    {
        var pairs = state.Pairs + (run.RunValue is null ? 0 : run.RunPairs) + (differs ? 1 : 0);
        var changes = state.Changes + (differs ? 1 : 0);
        return pairs <= MostPairs
            ? state with { Pairs = pairs, Changes = changes }
            : state with { Pairs = pairs / 2, Changes = changes / 2 };
    }
}

/// <summary>What one reading did to the watch over a sensor.</summary>
/// <param name="Event">What happened.</param>
/// <param name="State">What is known now.</param>
/// <param name="Alarm">The alarm that was raised or cleared.</param>
internal readonly record struct SensorStep(AlarmEvent Event, SensorState State, SensorAlarm? Alarm);
