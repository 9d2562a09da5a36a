using Millrace.Hvac;

namespace Millrace.Simulation.Tests.Rules;

/// <summary>
/// The life cycle that temperature and climate alerts share, written a second time straight from its description so that
/// simulation and topologies can be held against something that neither of them wrote.
/// </summary>
internal sealed class ReferenceAlarm(AlertKind kind, TimeSpan onDelay, double raise, double clear, double? critical, bool below = false)
{
    private static readonly TimeSpan ClearDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);
    private DateTimeOffset? _newest;
    private DateTimeOffset? _delayFrom;
    private DateTimeOffset? _wellFrom;
    private DateTimeOffset? _raisedFrom;
    private Severity _severity;

    public int Late { get; private set; }

    public Finding? Judge(HvacReading reading, double value, bool allowed)
    {
        if (reading.Timestamp < _newest)
        {
            Late++;
            return null;
        }

        var before = _newest;
        _newest = reading.Timestamp;
        return _raisedFrom is null ? Quiet(reading, value, allowed, before) : Raised(reading, value, allowed);
    }

    private Finding? Quiet(HvacReading reading, double value, bool allowed, DateTimeOffset? before)
    {
        if (_delayFrom is not null && reading.Timestamp - before > LongestGap)
            _delayFrom = null;
        if (!allowed || !Beyond(value, raise))
        {
            _delayFrom = null;
            return null;
        }

        _delayFrom ??= reading.Timestamp;
        if (reading.Timestamp - _delayFrom < onDelay)
            return null;
        _raisedFrom = _delayFrom;
        _delayFrom = null;
        _wellFrom = null;
        _severity = critical is { } limit && Beyond(value, limit) ? Severity.Critical : Severity.Warning;
        return Say(reading, AlertState.Raised, value, _severity == Severity.Critical ? critical!.Value : raise);
    }

    private Finding? Raised(HvacReading reading, double value, bool allowed)
    {
        _wellFrom = Beyond(value, clear) ? null : _wellFrom ?? reading.Timestamp;
        if (!allowed || reading.Timestamp - _wellFrom >= ClearDelay)
        {
            var cleared = Say(reading, AlertState.Cleared, value, clear);
            _raisedFrom = null;
            return cleared;
        }

        if (critical is { } limit && _severity == Severity.Warning && Beyond(value, limit))
        {
            _severity = Severity.Critical;
            return Say(reading, AlertState.Escalated, value, limit);
        }

        return null;
    }

    private bool Beyond(double value, double limit) => below ? Math.Round(value - limit, 6) < 0 : Math.Round(value - limit, 6) > 0;

    private Finding Say(HvacReading reading, AlertState state, double value, double limit) =>
        new(reading.DeviceId, kind, state, _severity, _raisedFrom!.Value, reading.Timestamp, value, limit);
}
