namespace Millrace.Kafka;

/// <summary>
/// Lets one thread wait on several queues. The thread resets it, takes from each queue until all are empty, and only
/// then waits; a record that comes in between ends the wait at once. Anyone may <see cref="Set"/> it.
/// </summary>
public sealed class WakeUp : IDisposable
{
    private readonly ManualResetEventSlim _event = new(initialState: false, spinCount: 0);

    /// <summary>Forgets earlier calls of <see cref="Set"/>.</summary>
    public void Reset() => _event.Reset();

    /// <summary>Ends the present wait, or the next.</summary>
    public void Set() => _event.Set();

    /// <summary>Waits for <see cref="Set"/>; false if <paramref name="timeout"/> came first.</summary>
    public bool Wait(TimeSpan timeout) => _event.Wait(timeout);

    /// <summary>Frees it. No queue may refer to it any more.</summary>
    public void Dispose() => _event.Dispose();
}
