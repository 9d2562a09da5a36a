using System.Runtime.CompilerServices;
using Millrace.Distinct;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.Silences;
using Millrace.State;

namespace Millrace
{
    /// <summary>Leaves duplicates out.</summary>
    public static class DistinctExtensions
    {
        /// <summary>
        /// Lets a record through if no record of the same key and id was let through within a span of event time around
        /// it. What has been seen is committed with what was sent, so that nothing is doubled or lost by a failure. Time
        /// is each key's own, so that a backlog is treated as what came in time. Records whose id is null pass; those
        /// without a key are dropped and counted. After an operator that changed the key the stream passes a repartition topic.
        /// </summary>
        /// <param name="stream">The stream.</param>
        /// <param name="name">The store's name, and the repartition topic's if one is needed.</param>
        /// <param name="id">Gives a record's id.</param>
        /// <param name="within">The span; from a millisecond.</param>
        /// <param name="options">Serdes, and when silent keys are forgotten; null for the serdes of the types and 7 days.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KStream<TKey, TValue> DistinctBy<TKey, TValue, TId>(
            this KStream<TKey, TValue> stream,
            string name,
            Func<TKey, TValue, TId> id,
            TimeSpan within,
            DistinctOptions<TKey, TId>? options = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
            where TId : notnull
        {
            ArgumentNullException.ThrowIfNull(stream);
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(id);
            ArgumentOutOfRangeException.ThrowIfLessThan(within, TimeSpan.FromMilliseconds(1));
            var place = SourcePlace.Of(file, line);
            var given = options ?? DistinctOptions<TKey, TId>.Default;
            if (given.ForgetKeysAfter < TimeSpan.FromMilliseconds(10))
            {
                stream.Builder.Problem(place, $"The options of '{name}': {nameof(given.ForgetKeysAfter)} is {given.ForgetKeysAfter}; it must be at least 10 ms");
            }

            var store = new SeenIdsStoreDefinition<TKey, TId>(name, given.KeySerde, given.IdSerde, place) { Facts = [StoreFact.Of("within", within)] };
            var keyed = stream.KeyChangedAt is null
                ? stream
                : stream.ThroughRepartition(name, new Repartitioned<TKey, TValue> { KeySerde = given.KeySerde }, place, shared: false);
            return keyed.Then<TKey, TValue>(
                "distinctBy",
                name,
                place,
                s => new DistinctOperator<TKey, TValue, TId>(
                    s, (KeyValueStore<TKey, SeenIds<TId>>)s.Task.Store(store), id, (long)within.TotalMilliseconds, (long)given.ForgetKeysAfter.TotalMilliseconds),
                [store]);
        }

        /// <summary>The same with an id that is in the value alone.</summary>
        /// <inheritdoc cref="DistinctBy{TKey, TValue, TId}(KStream{TKey, TValue}, string, Func{TKey, TValue, TId}, TimeSpan, DistinctOptions{TKey, TId}?, string, int)"/>
        public static KStream<TKey, TValue> DistinctBy<TKey, TValue, TId>(
            this KStream<TKey, TValue> stream,
            string name,
            Func<TValue, TId> id,
            TimeSpan within,
            DistinctOptions<TKey, TId>? options = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
            where TId : notnull
        {
            ArgumentNullException.ThrowIfNull(id);
            return stream.DistinctBy(name, (_, value) => id(value), within, options, file, line);
        }
    }
}

namespace Millrace.Operators
{
    internal sealed class DistinctOperator<TKey, TValue, TId> : Operator<TKey, TValue>, IWallClockTimer
        where TKey : notnull
        where TId : notnull
    {
        private readonly OperatorSite<TKey, TValue> _site;
        private readonly KeyValueStore<TKey, SeenIds<TId>> _store;
        private readonly Func<TKey, TValue, TId> _id;
        private readonly KeyTimers<TKey> _forgetting;
        private readonly long _withinMs;

        public DistinctOperator(
            OperatorSite<TKey, TValue> site, KeyValueStore<TKey, SeenIds<TId>> store, Func<TKey, TValue, TId> id, long withinMs, long forgetMs)
        {
            _site = site;
            _store = store;
            _id = id;
            _withinMs = withinMs;
            _forgetting = new KeyTimers<TKey>(forgetMs);
            site.Task.Join(this);

            // When a key was heard before a restart is not kept: its time begins anew.
            var now = Now;
            foreach (var (key, _) in store.All())
            {
                _forgetting.Add(key, now, now);
            }
        }

        private long Now => _site.Task.Environment.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        public override void Process(in Record<TKey, TValue> record)
        {
            if (record.Key is null)
            {
                _site.Stage.CountDropped();
                return;
            }

            TId id;
            try
            {
                id = _id(record.Key, record.Value);
            }
            catch (Exception e)
            {
                _site.Stage.Failed(record, e);
                return;
            }

            if (id is null || IsNew(record.Key, id, record.Timestamp))
            {
                _site.Next.Process(record);
            }
        }

        public bool Run(long now)
        {
            if (_site.Task.HasBacklog || !_forgetting.TryTakeDue(now, out var keys))
            {
                return false;
            }

            foreach (var (_, key) in keys)
            {
                _store.Delete(key);
            }

            return true;
        }

        private bool IsNew(TKey key, TId id, long timestamp)
        {
            if (!_store.TryGet(key, out var seen))
            {
                seen = new SeenIds<TId>();
            }

            var changed = seen.Advance(timestamp, _withinMs);
            var isNew = seen.TryAdd(id, timestamp, _withinMs);
            if (changed || isNew)
            {
                // What was changed in place has to be put back, or a rollback would not undo it.
                _store.Put(key, seen);
            }

            StayAwake(key);
            return isNew;
        }

        private void StayAwake(TKey key)
        {
            var now = Now;
            if (_forgetting.TryFind(key, out var slot))
            {
                _forgetting[slot].Heard = now;
            }
            else
            {
                _forgetting.Add(key, now, now);
            }
        }
    }
}
