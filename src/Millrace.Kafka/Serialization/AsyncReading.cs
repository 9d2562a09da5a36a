using System.Collections.Concurrent;
using Confluent.Kafka;

namespace Millrace.Kafka;

/// <summary>
/// Reads by a deserializer that may have to ask somebody first. A call that is not complete at once is kept until its
/// record comes again; a record is known again by its bytes, so that records with the same bytes share a call.
/// </summary>
internal sealed class AsyncReading<T>(IAsyncDeserializer<T> deserializer, AsyncSerdeOptions<T> options, TimeProvider time)
{
    /// <summary>A partition that was given away does not come back for its record; what it left is bounded.</summary>
    private const int MaxFinished = 1024;

    private readonly ConcurrentDictionary<Waiting, Task<T>> _calls = new();

    /// <summary>The value, or what makes its record wait or a dead letter.</summary>
    public T Read(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        var record = new Waiting(context, data.ToArray());
        if (!_calls.IsEmpty && _calls.TryGetValue(record, out var call))
        {
            if (!call.IsCompleted)
                throw Pending(context, call);
            _calls.TryRemove(record, out _);
            return Result(call);
        }

        call = CallAsync(record);
        if (call.IsCompletedSuccessfully || (call.IsCompleted && !IsTransient(call)))
            return Result(call);
        call = _calls.GetOrAdd(record, FinishAsync(record, call));
        Forget();
        throw Pending(context, call);
    }

    private static SerdePendingException Pending(in SerdeContext context, Task call) => new(
        $"the deserializer has not answered for a record of {context.Topic} yet",
        call.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));

    private T Result(Task<T> call)
    {
        try
        {
            return call.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            throw e.ToSerde(deserializer);
        }
    }

    private Task<T> CallAsync(Waiting record)
    {
        try
        {
            return deserializer.DeserializeAsync(record.Bytes, isNull: false, record.Place.ToConfluent());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    private bool IsTransient(Task<T> failed) => options.IsTransient(failed.Exception?.InnerException ?? new TaskCanceledException(failed));

    private async Task<T> FinishAsync(Waiting record, Task<T> call)
    {
        for (var delay = options.RetryDelay; ; delay = TimeSpan.FromTicks(Math.Min(2 * delay.Ticks, options.MaxRetryDelay.Ticks)))
        {
            try
            {
                return await call.ConfigureAwait(false);
            }
            catch (Exception e) when (options.IsTransient(e))
            {
                await Task.Delay(delay, time).ConfigureAwait(false);
            }

            call = CallAsync(record);
        }
    }

    private void Forget()
    {
        if (_calls.Count <= MaxFinished)
            return;
        foreach (var (record, call) in _calls)
        {
            if (call.IsCompleted)
                _calls.TryRemove(record, out _);
        }
    }

    private readonly struct Waiting(SerdeContext place, byte[] bytes) : IEquatable<Waiting>
    {
        public SerdeContext Place { get; } = place;

        public byte[] Bytes { get; } = bytes;

        public bool Equals(Waiting other) => Place == other.Place && Bytes.AsSpan().SequenceEqual(other.Bytes);

        public override bool Equals(object? obj) => obj is Waiting other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(Place);
            hash.AddBytes(Bytes);
            return hash.ToHashCode();
        }
    }
}
