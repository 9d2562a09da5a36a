namespace Millrace.Execution;

/// <summary>A call outside of the task's thread on which a parked record waits.</summary>
internal abstract class ParkedCall
{
    /// <summary>The operator that made it.</summary>
    public abstract string Stage { get; }

    /// <summary>The record's key, for those who show or choose among calls.</summary>
    public abstract object? Key { get; }

    /// <summary>The record's value.</summary>
    public abstract object? Value { get; }

    /// <summary>Makes the call, off the task's thread. The result never fails: what went wrong is kept for <see cref="Finish"/>.</summary>
    public abstract Task RunAsync();

    /// <summary>The call is over: lets the record go on, if it is its turn. On the task's thread.</summary>
    public abstract void Finish();
}
