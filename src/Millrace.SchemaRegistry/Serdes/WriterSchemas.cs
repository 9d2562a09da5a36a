using Microsoft.Extensions.Logging;
using Millrace.Avro;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>
/// Finds the decoder for each writer's schema id. An id goes through these states:
/// <code>
///   (new) --> pending --> known         for ever
///               |  ^ \--> incompatible  for ever: a record is a dead letter
///   registry    +--+ \--> unknown       for a short time: a record is a dead letter; then new again
///   unreachable
/// </code>
/// An outage never makes a dead letter: only the registry's own word does.
/// </summary>
internal sealed class WriterSchemas<T>(
    ISchemaRegistryClient registry, RecordReader<T> reader, AvroSerdeOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Poison records may carry any id; those that are remembered as unknown are bounded.</summary>
    private const int MaxUnknown = 1024;

    private readonly IdTable<WriterSchema<T>> _known = new();
    private readonly Dictionary<int, Task> _pending = [];
    private readonly Dictionary<int, Refusal> _refused = [];
    private readonly Lock _gate = new();

    public WriterSchema<T>? Find(int id) => _known.Find(id);

    public bool IsKnown(int id) => _known.Find(id) is not null;

    /// <summary>Makes an id known before its first record.</summary>
    /// <exception cref="AvroSchemaException">What the schema writes cannot be read.</exception>
    public void Add(int id, AvroSchema schema)
    {
        if (!IsKnown(id))
            _known.Set(id, new WriterSchema<T>(schema, reader.Resolve(schema)));
    }

    /// <summary>What a record of an id that is not known yet becomes: decoded after all, or thrown to wait or to be a dead letter.</summary>
    public WriterSchema<T> FindOrThrow(int id)
    {
        if (id <= 0)
            throw Unknown(id, null);
        lock (_gate)
        {
            if (_known.Find(id) is { } known)
                return known;
            if (_refused.TryGetValue(id, out var refusal))
            {
                if (refusal.IsForEver || time.GetElapsedTime(refusal.Since) < options.UnknownIdLifetime)
                    throw refusal.Throwable();
                _refused.Remove(id);
            }

            if (!_pending.TryGetValue(id, out var ready))
                _pending.Add(id, ready = Task.Run(() => FetchAsync(id)));
            throw new SerdePendingException($"the registry has not answered for schema id {id} yet", ready);
        }
    }

    private static WireFormatException Unknown(int id, Exception? cause) =>
        new(WireFormatError.UnknownId, $"unknown schema id {id}", id, cause);

    private WireFormatException Incompatible(int id, string reason, Exception cause) =>
        new(WireFormatError.Incompatible, $"schema id {id} cannot be read as {reader.Name}: {reason}", id, cause);

    private async Task FetchAsync(int id)
    {
        Refusal? refusal = null;
        try
        {
            Add(id, await FetchSchemaAsync(id));
            logger.SchemaResolved(id, reader.Name);
        }
        catch (SchemaRegistryException e)
        {
            refusal = new Refusal(() => Unknown(id, e), IsForEver: false, time.GetTimestamp());
        }
        catch (ObjectDisposedException)
        {
            // The client was disposed: the worker stops, and nobody will ask again.
        }
        catch (Exception e)
        {
            // The schema is there and of no use: a schema that is none, one that does not fit, one that cannot be resolved.
            logger.SchemaIncompatible(id, reader.Name, e.Message);
            refusal = new Refusal(() => Incompatible(id, e.Message, e), IsForEver: e is AvroSchemaException, time.GetTimestamp());
        }
        finally
        {
            lock (_gate)
            {
                if (refusal is not null)
                    Remember(id, refusal);
                _pending.Remove(id);
            }
        }
    }

    /// <summary>Asks until the registry has answered, whatever it is that keeps it from answering.</summary>
    private async Task<AvroSchema> FetchSchemaAsync(int id)
    {
        for (var delay = options.RetryDelay; ; delay = TimeSpan.FromTicks(Math.Min(2 * delay.Ticks, options.MaxRetryDelay.Ticks)))
        {
            try
            {
                return await registry.ParseAsync(await registry.GetByIdAsync(id));
            }
            catch (SchemaRegistryException e) when (!e.IsNotFound)
            {
                logger.SchemaUnavailable(id, e.Message);
                await Task.Delay(delay, time);
            }
        }
    }

    private void Remember(int id, Refusal refusal)
    {
        if (_refused.Count >= MaxUnknown)
        {
            foreach (var old in _refused.Where(r => !r.Value.IsForEver).OrderBy(r => r.Value.Since).Take(MaxUnknown / 2).ToArray())
                _refused.Remove(old.Key);
        }

        _refused[id] = refusal;
    }

    /// <summary>Why an id is of no use. Each caller throws an exception of its own, since the stack is the thrower's.</summary>
    private sealed record Refusal(Func<WireFormatException> Throwable, bool IsForEver, long Since);
}
