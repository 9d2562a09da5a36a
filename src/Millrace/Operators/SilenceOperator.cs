using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.Silences;

namespace Millrace
{
    /// <summary>Tells of keys that go quiet.</summary>
    public static class SilenceExtensions
    {
        /// <summary>
        /// Tells when nothing has come for a key for a time, and when it came back. The time is the wall clock's, counted
        /// from when the key's last record was processed, and is kept over restarts. While the task has records that it has
        /// not read, no key is said to be quiet: it may merely not have been read yet. A key that never came is not known.
        /// </summary>
        /// <param name="grouped">The stream.</param>
        /// <param name="name">The store's name.</param>
        /// <param name="after">The time; from 10 ms.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        /// <returns>A record a silence and one a return; its timestamp is the wall clock's at that moment.</returns>
        public static KStream<TKey, Silence> Silent<TKey, TValue>(
            this KGroupedStream<TKey, TValue> grouped, string name, TimeSpan after, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
            where TKey : notnull
        {
            ArgumentNullException.ThrowIfNull(grouped);
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.FromMilliseconds(10));
            var place = SourcePlace.Of(file, line);
            var store = new SilenceStoreDefinition<TKey>(name, grouped.Grouped.KeySerde, after, place) { Facts = [StoreFact.Of("after", after)] };
            return grouped.Stream.Then<TKey, Silence>(
                "silent", name, place, s => new SilenceOperator<TKey, TValue>(s, (SilenceStore<TKey>)s.Task.Store(store), (long)after.TotalMilliseconds), [store]);
        }
    }
}

namespace Millrace.Operators
{
    internal sealed class SilenceOperator<TKey, TValue> : Operator<TKey, TValue>, IWallClockTimer
        where TKey : notnull
    {
        private readonly OperatorSite<TKey, Silence> _site;
        private readonly SilenceStore<TKey> _store;
        private readonly long _afterMs;

        public SilenceOperator(OperatorSite<TKey, Silence> site, SilenceStore<TKey> store, long afterMs)
        {
            _site = site;
            _store = store;
            _afterMs = afterMs;
            store.Load();
            site.Task.Join(this);
        }

        public override void Process(in Record<TKey, TValue> record)
        {
            if (record.Key is null)
            {
                _site.Stage.CountDropped();
                return;
            }

            var now = _site.Task.Environment.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (_store.Hear(record.Key, now) is { } before)
            {
                Send(record.Key, isQuiet: false, before, now, record.Headers);
            }
        }

        public bool Run(long now)
        {
            if (_site.Task.HasBacklog || _site.Task.Parked.Any || !_store.TryTakeQuiet(now, out var keys, _afterMs))
            {
                return false;
            }

            foreach (var (deadline, key) in keys)
            {
                Send(key, isQuiet: true, deadline - _afterMs, now, headers: null);
            }

            return true;
        }

        private void Send(TKey key, bool isQuiet, long lastHeard, long now, Headers? headers) => _site.Next.Process(new Record<TKey, Silence>(
            key,
            new Silence(isQuiet, DateTimeOffset.FromUnixTimeMilliseconds(lastHeard), DateTimeOffset.FromUnixTimeMilliseconds(now)),
            now,
            headers));
    }
}
