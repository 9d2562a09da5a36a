using Millrace.State;

namespace Millrace;

/// <summary>
/// What any processor may ask of its task. It belongs to the task's thread, and to the time from <c>Init</c> until the
/// task is closed: a call at another time or by another thread is an <see cref="InvalidOperationException"/>.
/// </summary>
public interface IProcessingContext
{
    /// <summary>The task.</summary>
    TaskId Task { get; }

    /// <summary>The highest timestamp that the task has seen; <see cref="long.MinValue"/> before the first record.</summary>
    long StreamTime { get; }

    /// <summary>The wall clock.</summary>
    TimeProvider Clock { get; }

    /// <summary>Where the current record came from; in a punctuation its topic is empty and its offset -1.</summary>
    RecordOrigin Origin { get; }

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
