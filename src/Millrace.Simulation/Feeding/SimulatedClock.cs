namespace Millrace.Simulation.Feeding;

/// <summary>
/// A calendar that runs faster than the world: the host's clock in the demo. It stands still at first and is stepped through history
/// (<see cref="AdvanceTo"/>); once started, it runs at its speed. Only the calendar (<see cref="GetUtcNow"/>) is simulated: timestamps
/// and timers, by which a worker polls, commits and times out, stay those of the clock beneath. Safe for concurrent use.
/// </summary>
public sealed class SimulatedClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _beneath;
    private DateTimeOffset _origin;
    private long _started;
    private bool _running;

    /// <summary>Creates the clock, standing at <paramref name="start"/>.</summary>
    /// <param name="start">What it shows at first.</param>
    /// <param name="speed">Simulated seconds a second, above 0; 1 is real time.</param>
    /// <param name="beneath">The clock that measures what passes; the system's by default.</param>
    public SimulatedClock(DateTimeOffset start, double speed, TimeProvider? beneath = null)
    {
        if (!(speed > 0) || double.IsInfinity(speed))
            throw new SimulationOptionsException([$"Speed is {speed}: it must be a number above 0."]);
        _origin = start.ToUniversalTime();
        Speed = speed;
        _beneath = beneath ?? System;
    }

    /// <summary>Simulated seconds a second.</summary>
    public double Speed { get; }

    /// <summary>Whether it runs by itself.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_lock)
                return _running;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => _beneath.TimestampFrequency;

    /// <summary>A clock that is right: real time from now on, as a simulation towards a real cluster needs it.</summary>
    public static SimulatedClock RealTime(TimeProvider? beneath = null)
    {
        var clock = new SimulatedClock((beneath ?? System).GetUtcNow(), 1, beneath);
        clock.Start();
        return clock;
    }

    /// <summary>Lets it run; without effect when it does.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_running)
                return;
            _started = _beneath.GetTimestamp();
            _running = true;
        }
    }

    /// <summary>Steps forward to an instant. Never goes back: an instant that has passed changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        lock (_lock)
        {
            if (instant <= Now())
                return;
            _origin = instant.ToUniversalTime();
            if (_running)
                _started = _beneath.GetTimestamp();
        }
    }

    /// <summary>Real time until it shows an instant; zero when that has passed, infinite while it stands before it.</summary>
    public TimeSpan RealTimeUntil(DateTimeOffset instant)
    {
        lock (_lock)
        {
            var ahead = instant - Now();
            return ahead <= TimeSpan.Zero ? TimeSpan.Zero : _running ? ahead / Speed : Timeout.InfiniteTimeSpan;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return Now();
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => _beneath.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _beneath.CreateTimer(callback, state, dueTime, period);

    private DateTimeOffset Now() => _running ? _origin + (_beneath.GetElapsedTime(_started) * Speed) : _origin;
}
