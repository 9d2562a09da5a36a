using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Millrace.SchemaRegistry.Caching;

/// <summary>
/// Remembers answers for ever and that there is none for a short time, and asks once however many wait. A failure
/// that is no answer is not remembered.
/// </summary>
internal sealed class SingleFlightCache<TKey, TValue>(TimeProvider time, TimeSpan unknownLifetime)
    where TKey : notnull
    where TValue : notnull
{
    /// <summary>Poison records may carry any id; the unknown ones that are remembered are bounded.</summary>
    private const int MaxUnknown = 1024;

    private readonly ConcurrentDictionary<TKey, TValue> _known = new();
    private readonly Dictionary<TKey, Task<TValue>> _flights = [];
    private readonly Dictionary<TKey, Unknown> _unknown = [];
    private readonly Lock _gate = new();

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _known.TryGetValue(key, out value);

    public void Set(TKey key, TValue value) => _known[key] = value;

    /// <summary>Forgets, after a deletion, what would no longer be answered.</summary>
    public void RemoveWhere(Func<TKey, bool> isGone)
    {
        foreach (var key in _known.Keys.Where(isGone))
            _known.TryRemove(key, out _);
    }

    /// <summary>
    /// Gives the remembered answer or that of <paramref name="ask"/>, which runs apart from its callers: one that
    /// gives up does not take the answer from the others.
    /// </summary>
    public ValueTask<TValue> GetAsync(TKey key, Func<TKey, Task<TValue>> ask, CancellationToken cancellation)
    {
        if (_known.TryGetValue(key, out var known))
            return ValueTask.FromResult(known);

        Task<TValue> flight;
        lock (_gate)
        {
            if (_known.TryGetValue(key, out known))
                return ValueTask.FromResult(known);
            if (_unknown.TryGetValue(key, out var unknown))
            {
                if (time.GetElapsedTime(unknown.Since) < unknownLifetime)
                    return ValueTask.FromException<TValue>(unknown.Again());
                _unknown.Remove(key);
            }

            if (!_flights.TryGetValue(key, out flight!))
            {
                flight = FlyAsync(key, ask);
                if (!flight.IsCompleted)
                    _flights.Add(key, flight);
            }
        }

        return new ValueTask<TValue>(flight.WaitAsync(cancellation));
    }

    private async Task<TValue> FlyAsync(TKey key, Func<TKey, Task<TValue>> ask)
    {
        try
        {
            var value = await ask(key);
            _known[key] = value;
            return value;
        }
        catch (SchemaRegistryException e) when (e.IsNotFound)
        {
            lock (_gate)
                Remember(key, new Unknown(time.GetTimestamp(), e));
            throw;
        }
        finally
        {
            lock (_gate)
                _flights.Remove(key);
        }
    }

    private void Remember(TKey key, Unknown unknown)
    {
        if (_unknown.Count >= MaxUnknown)
        {
            foreach (var old in _unknown.Where(u => time.GetElapsedTime(u.Value.Since) >= unknownLifetime).Select(u => u.Key).ToArray())
                _unknown.Remove(old);
        }

        if (_unknown.Count < MaxUnknown)
            _unknown[key] = unknown;
    }

    /// <summary>An exception's stack is its thrower's; each caller gets one of its own.</summary>
    private sealed record Unknown(long Since, SchemaRegistryException Error)
    {
        public SchemaRegistryException Again() => new(Error.Message, Error.Status, Error.ErrorCode, Error.IsTransient, Error);
    }
}
