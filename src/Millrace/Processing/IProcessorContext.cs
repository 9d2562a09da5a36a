using Millrace.State;

namespace Millrace;

/// <summary>What a processor may ask of its task.</summary>
/// <typeparam name="TKey">The outgoing keys' type.</typeparam>
/// <typeparam name="TValue">The outgoing values' type.</typeparam>
public interface IProcessorContext<TKey, TValue>
{
    /// <summary>The task.</summary>
    TaskId Task { get; }

    /// <summary>The highest timestamp that the task has seen; <see cref="long.MinValue"/> before the first record.</summary>
    long StreamTime { get; }

    /// <summary>The wall clock.</summary>
    TimeProvider Clock { get; }

    /// <summary>Where the current record came from; in a punctuation its topic is empty and its offset -1.</summary>
    RecordOrigin Origin { get; }

    /// <summary>Gives a record to the next operators; returns when they are done with it.</summary>
    void Forward(in Record<TKey, TValue> record);

    /// <summary>A store that was given to <c>Process</c> along with the processor.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    TStore Store<TStore>(StoreBuilder<TStore> store)
        where TStore : class;

    /// <summary>Calls <paramref name="callback"/> at intervals; see <see cref="PunctuationType"/>.</summary>
    /// <returns>Dispose of it to end the schedule.</returns>
    IDisposable Schedule(TimeSpan interval, PunctuationType type, Action<DateTimeOffset> callback);

    /// <summary>Calls <paramref name="callback"/> at <paramref name="start"/> and at intervals from there on.</summary>
    /// <param name="start">When it is due first; it is called at the first step at or past that.</param>
    /// <param name="interval">At least a millisecond. Calls that are missed come once.</param>
    /// <param name="type">By which clock.</param>
    /// <param name="callback">Gets the time by that clock.</param>
    /// <returns>Dispose of it to end the schedule.</returns>
    IDisposable Schedule(DateTimeOffset start, TimeSpan interval, PunctuationType type, Action<DateTimeOffset> callback);

    /// <summary>Counts the current record as late.</summary>
    void CountLate();

    /// <summary>Asks for a commit before the interval is over.</summary>
    void RequestCommit();
}

/// <summary>By which clock a punctuation runs.</summary>
public enum PunctuationType
{
    /// <summary>
    /// By stream time: first with the first record, then with the first record at or past each multiple of the
    /// interval since 1970; a jump over several fires once.
    /// </summary>
    StreamTime,

    /// <summary>By the wall clock, first when an interval has passed; a delay over several intervals fires once.</summary>
    WallClockTime,
}
