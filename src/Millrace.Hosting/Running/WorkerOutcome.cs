namespace Millrace.Hosting;

/// <summary>How the worker of a host ended.</summary>
internal sealed class WorkerOutcome
{
    private volatile Exception? _failure;

    /// <summary>What it ended with, or null if it runs or was stopped as asked.</summary>
    public Exception? Failure
    {
        get => _failure;
        set => _failure = value;
    }
}
