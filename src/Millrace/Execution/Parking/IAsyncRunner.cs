namespace Millrace.Execution;

/// <summary>Makes the calls on which parked records wait; whoever runs the task gives it one.</summary>
internal interface IAsyncRunner
{
    /// <summary>By which time-outs run.</summary>
    TimeProvider Clock { get; }

    /// <summary>Starts a call and returns at once. When it is over, <see cref="ParkedWork.Complete"/> is called, from any thread.</summary>
    void Start(ParkedWork work, ParkedCall call);

    /// <summary>Waits before a repetition.</summary>
    Task PauseAsync(TimeSpan pause, CancellationToken cancellation);
}

/// <summary>Makes calls on the thread pool, so that a call that computes instead of waiting does not hold up the task's thread.</summary>
/// <param name="wake">Wakes the task's thread.</param>
/// <param name="clock">By which time-outs and pauses run.</param>
internal sealed class PoolRunner(Action wake, TimeProvider clock) : IAsyncRunner
{
    public TimeProvider Clock { get; } = clock;

    public void Start(ParkedWork work, ParkedCall call) => _ = Task.Run(() => RunAsync(work, call));

    public Task PauseAsync(TimeSpan pause, CancellationToken cancellation) => Task.Delay(pause, Clock, cancellation);

    private async Task RunAsync(ParkedWork work, ParkedCall call)
    {
        await call.RunAsync().ConfigureAwait(false);
        work.Complete(call);
        wake();
    }
}
