using Millrace.Execution;

namespace Millrace.Testing;

/// <summary>
/// The calls of asynchronous steps. A call starts in the test's own thread; what it awaits may end anywhere. Unless the
/// test holds them, calls are completed in the order in which they started before <c>Pipe</c> returns. A test that holds
/// them decides itself in which order they are over.
/// </summary>
public sealed class TestCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly List<TestCall> _pending = [];
    private readonly VirtualClock _clock;
    private readonly Action<TestCall> _deliver;
    private readonly Action _release;

    internal TestCalls(VirtualClock clock, Action<TestCall> deliver, Action release)
    {
        _clock = clock;
        _deliver = deliver;
        _release = release;
    }

    /// <summary>Whether the test decides when calls are over.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>The calls that are under way, in the order in which they started. A step starts as many as its options allow.</summary>
    public IReadOnlyList<TestCall> Pending => _pending;

    /// <summary>From now on calls stay under way, and tasks that wait for them do not commit, until <see cref="Release"/>.</summary>
    public void Hold() => IsHeld = true;

    /// <summary>
    /// Lets a call be over: waits for what its handler awaits, and lets its record go on if it is its turn. What comes of
    /// it can be read at once; it is committed with <see cref="Release"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The call is not under way.</exception>
    /// <exception cref="TimeoutException">The handler did not end within 30 s of real time.</exception>
    public void Complete(TestCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!_pending.Remove(call))
        {
            throw new ArgumentException($"{call} is not under way.", nameof(call));
        }

        call.Wait(Patience);
        _deliver(call);
    }

    /// <summary>Completes what is under way, in the order in which it started, and commits.</summary>
    public void Release()
    {
        IsHeld = false;
        _release();
    }

    /// <summary>Completes the oldest call of a task.</summary>
    internal void CompleteNext(ParkedWork work) =>
        Complete(_pending.Find(c => ReferenceEquals(c.Work, work)) ?? throw new InvalidOperationException("A record is parked and no call is under way for it."));

    /// <summary>Forgets the calls of a task.</summary>
    internal void Forget(ParkedWork work) => _pending.RemoveAll(c => ReferenceEquals(c.Work, work));

    internal IAsyncRunner Runner() => new DriverRunner(this);

    private sealed class DriverRunner(TestCalls calls) : IAsyncRunner
    {
        public TimeProvider Clock => calls._clock;

        public void Start(ParkedWork work, ParkedCall call) => calls._pending.Add(new TestCall(work, call, call.RunAsync()));

        // Virtual time stands still while Pipe waits, so a pause would never end there.
        public Task PauseAsync(TimeSpan pause, CancellationToken cancellation) =>
            calls.IsHeld ? Task.Delay(pause, Clock, cancellation) : Task.CompletedTask;
    }
}

/// <summary>A call of an asynchronous step.</summary>
public sealed class TestCall
{
    private readonly Task _running;

    internal TestCall(ParkedWork work, ParkedCall call, Task running)
    {
        Work = work;
        Call = call;
        _running = running;
    }

    /// <summary>The step's name.</summary>
    public string Stage => Call.Stage;

    /// <summary>The record's key.</summary>
    public object? Key => Call.Key;

    /// <summary>The record's value.</summary>
    public object? Value => Call.Value;

    internal ParkedWork Work { get; }

    internal ParkedCall Call { get; }

    /// <inheritdoc/>
    public override string ToString() => $"the call of '{Stage}' for {Key ?? "null"}: {Value ?? "null"}";

    internal void Wait(TimeSpan patience)
    {
        if (!_running.Wait(patience))
        {
            throw new TimeoutException(
                $"{ToString()} has not ended within {patience.TotalSeconds:0} s. If it waits for the test or for the wall clock, hold the calls first: driver.Calls.Hold().");
        }
    }
}
