using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace;

/// <summary>
/// Steps that wait for something outside of the task: a model, a service. The task parks the record and goes on with
/// others; it commits when everything before the commit is done, so that results are exactly-once (the calls are not:
/// after a failure they are made again). A call that fails or takes too long is a failure of its record, which goes by
/// the error policy of the record's source.
/// </summary>
public static class AsyncExtensions
{
    /// <summary>Makes a new value of each key and value; the key stays, and with it the partition.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
    /// <param name="map">Gives the value. It runs outside of the task's thread, several at a time.</param>
    /// <param name="options">How calls are made; null for 64 at a time, each key's results in order.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TNewValue> MapValuesAsync<TKey, TValue, TNewValue>(
        this KStream<TKey, TValue> stream,
        string name,
        Func<TKey, TValue, CancellationToken, Task<TNewValue>> map,
        AsyncOptions? options = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        stream.ThenAsync<TKey, TValue, TNewValue, TKey, TNewValue>(
            "mapValuesAsync", name, map, options, SourcePlace.Of(file, line), static next => (record, value) => next.Process(record.WithValue(value)));

    /// <summary>Makes a new key and value of each record.</summary>
    /// <inheritdoc cref="MapValuesAsync"/>
    public static KStream<TNewKey, TNewValue> MapAsync<TKey, TValue, TNewKey, TNewValue>(
        this KStream<TKey, TValue> stream,
        string name,
        Func<TKey, TValue, CancellationToken, Task<KeyValuePair<TNewKey, TNewValue>>> map,
        AsyncOptions? options = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        stream.ThenAsync<TKey, TValue, KeyValuePair<TNewKey, TNewValue>, TNewKey, TNewValue>(
            "mapAsync",
            name,
            map,
            options,
            SourcePlace.Of(file, line),
            static next => (record, pair) => next.Process(new Record<TNewKey, TNewValue>(pair.Key, pair.Value, record.Timestamp, record.Headers)),
            changesKey: true);

    /// <summary>Makes any number of values of each key and value; the key stays, and with it the partition.</summary>
    /// <inheritdoc cref="MapValuesAsync"/>
    public static KStream<TKey, TNewValue> FlatMapValuesAsync<TKey, TValue, TNewValue>(
        this KStream<TKey, TValue> stream,
        string name,
        Func<TKey, TValue, CancellationToken, Task<IReadOnlyList<TNewValue>>> map,
        AsyncOptions? options = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        stream.ThenAsync<TKey, TValue, IReadOnlyList<TNewValue>, TKey, TNewValue>(
            "flatMapValuesAsync",
            name,
            map,
            options,
            SourcePlace.Of(file, line),
            static next => (record, values) =>
            {
                foreach (var value in values)
                {
                    next.Process(record.WithValue(value));
                }
            });

    /// <summary>Keeps the records for which the call gives true.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
    /// <param name="predicate">Decides. It runs outside of the task's thread, several at a time.</param>
    /// <param name="options">How calls are made; null for 64 at a time, each key's results in order.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TValue> FilterAsync<TKey, TValue>(
        this KStream<TKey, TValue> stream,
        string name,
        Func<TKey, TValue, CancellationToken, Task<bool>> predicate,
        AsyncOptions? options = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        stream.ThenAsync<TKey, TValue, bool, TKey, TValue>(
            "filterAsync",
            name,
            predicate,
            options,
            SourcePlace.Of(file, line),
            static next => (record, holds) =>
            {
                if (holds)
                {
                    next.Process(record);
                }
            });

    /// <summary>Makes a call for each record and passes the record on when the call is over.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
    /// <param name="action">Called outside of the task's thread, several at a time, and again after a failure.</param>
    /// <param name="options">How calls are made; null for 64 at a time.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TValue> PeekAsync<TKey, TValue>(
        this KStream<TKey, TValue> stream,
        string name,
        Func<TKey, TValue, CancellationToken, Task> action,
        AsyncOptions? options = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        stream.ThenAsync<TKey, TValue, bool, TKey, TValue>(
            "peekAsync", name, Awaited(action), options, SourcePlace.Of(file, line), static next => (record, _) => next.Process(record));

    /// <summary>Makes a call for each record and ends the stream.</summary>
    /// <inheritdoc cref="PeekAsync"/>
    public static void ForEachAsync<TKey, TValue>(
        this KStream<TKey, TValue> stream,
        string name,
        Func<TKey, TValue, CancellationToken, Task> action,
        AsyncOptions? options = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        stream.ThenAsync<TKey, TValue, bool, TKey, TValue>(
            "forEachAsync", name, Awaited(action), options, SourcePlace.Of(file, line), static _ => static (_, _) => { });

    private static Func<TKey, TValue, CancellationToken, Task<bool>> Awaited<TKey, TValue>(Func<TKey, TValue, CancellationToken, Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return async (key, value, cancellation) =>
        {
            await action(key, value, cancellation).ConfigureAwait(false);
            return true;
        };
    }

    private static KStream<TOutKey, TOutValue> ThenAsync<TKey, TValue, TResult, TOutKey, TOutValue>(
        this KStream<TKey, TValue> stream,
        string kind,
        string name,
        Func<TKey, TValue, CancellationToken, Task<TResult>> call,
        AsyncOptions? options,
        SourcePlace place,
        Func<Operator<TOutKey, TOutValue>, Action<Record<TKey, TValue>, TResult>> forward,
        bool changesKey = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(call);
        var given = options ?? AsyncOptions.Default;
        foreach (var problem in given.Validate())
        {
            stream.Builder.Problem(place, $"The options of '{name}': {problem}");
        }

        var result = stream.Then<TOutKey, TOutValue>(
            kind,
            name,
            place,
            s => new AsyncOperator<TKey, TValue, TResult>(s.Task, s.Stage, given, call, forward(s.Next)),
            changesKey: changesKey);
        result.Node.Facts =
        [
            new StoreFact("calls at a time", given.Concurrency.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new StoreFact("order", given.Order == AsyncOrder.Input ? "of the input" : given.OneCallPerKey ? "per key, one call a key" : "per key"),
        ];
        return result;
    }
}
