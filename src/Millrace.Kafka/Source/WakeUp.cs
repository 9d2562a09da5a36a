using System.Runtime.InteropServices;

namespace Millrace.Kafka;

/// <summary>
/// Lets one thread wait on several queues. The thread resets it, takes from each queue until all are empty, and only
/// then waits; a record that comes in between ends the wait at once. Anyone may <see cref="Set"/> it.
/// </summary>
public sealed class WakeUp : IDisposable
{
    private readonly ManualResetEventSlim _event = new(initialState: false, spinCount: 0);
    private GCHandle _handle;

    /// <summary>Creates it unset.</summary>
    public WakeUp() => _handle = GCHandle.Alloc(this);

    /// <summary>What a transport gives its native callback to find this object again.</summary>
    internal nint Opaque => GCHandle.ToIntPtr(_handle);

    /// <summary>Forgets earlier calls of <see cref="Set"/>.</summary>
    public void Reset() => _event.Reset();

    /// <summary>Ends the present wait, or the next.</summary>
    public void Set() => _event.Set();

    /// <summary>Waits for <see cref="Set"/>; false if <paramref name="timeout"/> came first.</summary>
    public bool Wait(TimeSpan timeout) => _event.Wait(timeout);

    /// <summary>Frees it. First say <c>WakeWith(null)</c> to every queue that refers to it.</summary>
    public void Dispose()
    {
        if (_handle.IsAllocated)
            _handle.Free();
        _event.Dispose();
    }
}
