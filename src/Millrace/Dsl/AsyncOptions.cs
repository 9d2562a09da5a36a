namespace Millrace;

/// <summary>How an asynchronous step makes its calls. Every number is for one task, that is one partition.</summary>
public sealed record AsyncOptions
{
    internal static readonly AsyncOptions Default = new();

    /// <summary>How many calls are under way at a time at most; 64 by default.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>
    /// How many records wait at most, for a call or for their turn, before the task reads no more; 4 times
    /// <see cref="Concurrency"/> by default.
    /// </summary>
    public int? Capacity { get; init; }

    /// <summary>
    /// How long one attempt may take; 30 s by default. It bounds how long a commit may have to wait: keep all attempts
    /// together below the transaction timeout of the worker.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call that failed or took too long is made again; 0 by default.</summary>
    public int Retries { get; init; }

    /// <summary>The pause before the first repetition; it doubles with each. 100 ms by default.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>In which order results go on; <see cref="AsyncOrder.PerKey"/> by default.</summary>
    public AsyncOrder Order { get; init; }

    /// <summary>
    /// Whether a key's next call begins only when its last one is over. False by default: calls of one key overlap, and
    /// only their results are put in order. Set it where the calls themselves have effects that must come in order.
    /// </summary>
    public bool OneCallPerKey { get; init; }

    internal int MostParked => Capacity ?? (int)Math.Min(int.MaxValue, 4L * Concurrency);

    /// <summary>All rules that the options break; empty if they are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        var broken = new List<string>();
        Check(Concurrency >= 1, nameof(Concurrency), Concurrency, "at least 1");
        Check(MostParked >= Concurrency, nameof(Capacity), MostParked, $"at least {nameof(Concurrency)}");
        Check(Timeout > TimeSpan.Zero && Timeout.TotalMilliseconds <= int.MaxValue, nameof(Timeout), Timeout, "positive and below 24 days");
        Check(Retries >= 0, nameof(Retries), Retries, "not negative");
        Check(RetryDelay >= TimeSpan.Zero && RetryDelay <= TimeSpan.FromHours(1), nameof(RetryDelay), RetryDelay, "from 0 to an hour");
        Check(Enum.IsDefined(Order), nameof(Order), Order, "one of the enum's values");
        return broken;

        void Check(bool holds, string name, object value, string rule)
        {
            if (!holds)
            {
                broken.Add($"{name} is {value}; it must be {rule}");
            }
        }
    }
}

/// <summary>In which order the results of an asynchronous step go on.</summary>
public enum AsyncOrder
{
    /// <summary>
    /// Each key's results come in the order of its records; those of different keys come as they are done. By stream time
    /// a record that was overtaken may be late for a window that follows: use <see cref="Input"/> there, or time per key.
    /// </summary>
    PerKey,

    /// <summary>All results of a task come in the order of its records.</summary>
    Input,
}
