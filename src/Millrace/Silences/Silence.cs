namespace Millrace;

/// <summary>A key went quiet, or came back. Times are by the wall clock of the worker that processed the key's records.</summary>
/// <param name="IsQuiet">True when the key went quiet, false when it came back.</param>
/// <param name="LastHeard">When the key's last record before the silence was processed.</param>
/// <param name="At">When this was found: at <see cref="LastHeard"/> and the stated time, or when the key came back.</param>
public readonly record struct Silence(bool IsQuiet, DateTimeOffset LastHeard, DateTimeOffset At)
{
    /// <summary>How long nothing has been heard.</summary>
    public TimeSpan Lasted => At - LastHeard;
}
