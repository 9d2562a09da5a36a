using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Globals;

/// <summary>
/// What a worker holds of a global table: all of it, as objects in memory. One thread writes it and the threads of all
/// tasks read it. It is no state of a task: nothing of it is logged or kept, and a worker that starts reads the topic.
/// </summary>
internal abstract class GlobalStore(GlobalTableDefinition definition)
{
    public GlobalTableDefinition Definition { get; } = definition;

    /// <summary>Records that were left out: without a key, or refused under a policy that skips.</summary>
    public long Dropped { get; protected set; }

    public abstract long Count { get; }

    /// <summary>Takes the record at which the cursor stands.</summary>
    /// <exception cref="RecordFailedException">It was refused and the policy is to fail.</exception>
    public abstract void Apply(RecordCursor record, int partition);
}

/// <summary>The same with its types.</summary>
internal sealed class GlobalStore<TKey, TValue>(GlobalTableDefinition<TKey, TValue> definition, Serde<TKey> keySerde, Serde<TValue> valueSerde)
    : GlobalStore(definition), IGlobalStore<TKey, TValue>, ITableView<TKey, TValue>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new(ByteArrayComparer.For<TKey>() ?? EqualityComparer<TKey>.Default);
    private readonly SerdeContext _keyContext = new(definition.Topic, IsKey: true);
    private readonly SerdeContext _valueContext = new(definition.Topic, IsKey: false);
    private long _time = -1;

    public string Name => Definition.Store;

    public override long Count => _entries.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => TryGet(key, out value, out _);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp)
    {
        var found = _entries.TryGetValue(key, out var entry);
        value = entry.Value;
        timestamp = entry.Timestamp;
        return found;
    }

    public IEnumerable<TimestampedEntry<TKey, TValue>> All() =>
        _entries.Select(static e => new TimestampedEntry<TKey, TValue>(e.Key, e.Value.Value, e.Value.Timestamp)).ToList();

    public override void Apply(RecordCursor record, int partition)
    {
        if (!record.HasKey)
        {
            Dropped++;
            return;
        }

        try
        {
            Put(record);
        }
        catch (SerdePendingException)
        {
            throw;
        }
        catch (Exception e)
        {
            if (definition.Consumed.Errors?.Reaction != ErrorReaction.Skip)
            {
                throw new RecordFailedException(new RecordOrigin(definition.Topic, partition, record.Offset), DeadLetterHeaders.SourceStage, e);
            }

            Dropped++;
        }
    }

    private void Put(RecordCursor record)
    {
        var key = keySerde.Deserialize(record.Key, _keyContext);
        if (!record.HasValue)
        {
            _entries.TryRemove(key, out _);
            return;
        }

        var value = valueSerde.Deserialize(record.Value, _valueContext);
        if (definition.Consumed.Validate?.Invoke(key, value) is { } rule)
        {
            throw new InvalidRecordException(rule);
        }

        var timestamp = definition.Consumed.Timestamp is { } extract ? extract(key, value, record.Timestamp, _time) : record.Timestamp;
        _time = Math.Max(_time, timestamp);
        _entries[key] = new Entry(value, timestamp);
    }

    private readonly record struct Entry(TValue Value, long Timestamp);
}
