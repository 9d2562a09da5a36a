using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Suppression;
using Millrace.Tables;
using Millrace.Windows;

namespace Millrace
{
    /// <summary>Holds updates of tables back.</summary>
    public static class SuppressExtensions
    {
        /// <summary>Lets only the final result of each window go on, when the window closes.</summary>
        /// <param name="table">The results of a windowed aggregate, perhaps filtered or mapped.</param>
        /// <param name="name">The buffer's name.</param>
        /// <param name="suppressed">How much may wait.</param>
        /// <param name="materialized">How it is stored; null for the serdes of the store above.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KTable<Windowed<TKey>, TValue> Suppress<TKey, TValue>(
            this KTable<Windowed<TKey>, TValue> table,
            string name,
            SuppressedUntilWindowCloses suppressed,
            Materialized<Windowed<TKey>, TValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
        {
            ArgumentNullException.ThrowIfNull(suppressed);
            var place = SourcePlace.Of(file, line);
            if (WindowClosing.Of(table.Changes.Node) is not { } closing)
            {
                table.Changes.Builder.Problem(place, "Windows are to close here and none of them is known: suppress the table of a windowed aggregate, or until a time limit");
                closing = default;
            }

            var rule = new SuppressRule<Windowed<TKey>>(
                facts => facts.HasFlag(KafkaStreamsFacts.OpenSessionsLeaveSuppression) ? closing.DelayMs : closing.FinalAfterMs,
                static (key, _) => key.End, suppressed.Buffer, DropsTombstones: true);
            return table.Suppress(name, rule, Clock<TKey, TValue>(closing.TimePerKey), materialized, place);
        }

        /// <summary>Lets at most one update of a window go on in a time.</summary>
        /// <inheritdoc cref="Suppress{TKey, TValue}(KTable{TKey, TValue}, string, SuppressedUntilTimeLimit, Materialized{TKey, TValue}?, string, int)"/>
        public static KTable<Windowed<TKey>, TValue> Suppress<TKey, TValue>(
            this KTable<Windowed<TKey>, TValue> table,
            string name,
            SuppressedUntilTimeLimit suppressed,
            Materialized<Windowed<TKey>, TValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
        {
            ArgumentNullException.ThrowIfNull(suppressed);
            var perKey = suppressed.HasTimePerKey || WindowClosing.Of(table.Changes.Node) is { TimePerKey: true };
            return table.Suppress(name, SuppressRule<Windowed<TKey>>.Of(suppressed), Clock<TKey, TValue>(perKey), materialized, SourcePlace.Of(file, line));
        }

        /// <summary>Lets at most one update of a key go on in a time.</summary>
        /// <param name="table">The table.</param>
        /// <param name="name">The buffer's name.</param>
        /// <param name="suppressed">How long updates wait, and how many may.</param>
        /// <param name="materialized">How they are stored; null for the serdes of the store above.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KTable<TKey, TValue> Suppress<TKey, TValue>(
            this KTable<TKey, TValue> table,
            string name,
            SuppressedUntilTimeLimit suppressed,
            Materialized<TKey, TValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
        {
            ArgumentNullException.ThrowIfNull(suppressed);
            Func<SuppressBuffer<TKey, TValue>, SuppressClock<TKey, TValue>> clock = suppressed.HasTimePerKey
                ? static _ => new KeySuppressClock<TKey, TKey, TValue>(static key => key)
                : static buffer => new StreamSuppressClock<TKey, TValue>(buffer);
            return table.Suppress(name, SuppressRule<TKey>.Of(suppressed), clock, materialized, SourcePlace.Of(file, line));
        }

        private static Func<SuppressBuffer<Windowed<TKey>, TValue>, SuppressClock<Windowed<TKey>, TValue>> Clock<TKey, TValue>(bool perKey)
            where TKey : notnull =>
            perKey
                ? static _ => new KeySuppressClock<Windowed<TKey>, TKey, TValue>(static window => window.Key)
                : static buffer => new StreamSuppressClock<Windowed<TKey>, TValue>(buffer);

        private static KTable<TKey, TValue> Suppress<TKey, TValue>(
            this KTable<TKey, TValue> table,
            string name,
            SuppressRule<TKey> rule,
            Func<SuppressBuffer<TKey, TValue>, SuppressClock<TKey, TValue>> clock,
            Materialized<TKey, TValue>? materialized,
            SourcePlace place)
            where TKey : notnull
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            if (table.Plan.IsVersioned)
            {
                table.Changes.Builder.Problem(place, "A versioned table cannot be suppressed: its updates come out of order. Name an unversioned store before it");
            }

            var buffer = new SuppressBufferDefinition<TKey, TValue>(name, materialized ?? Materialized<TKey, TValue>.Default, table.Changes.Node, place)
            {
                Clock = clock,
                Measures = rule.Buffer.ByteLimit is not null,
            };
            return new KTable<TKey, TValue>(
                table.Changes.Then<TKey, Change<TValue>>(
                    "suppress", name, place, s => new SuppressOperator<TKey, TValue>(s, (SuppressBuffer<TKey, TValue>)s.Task.Store(buffer), rule), [buffer]),
                new SuppressedTable<TKey, TValue>(table.Plan, buffer, rule.DropsTombstones));
        }
    }
}

namespace Millrace.Operators
{
    /// <summary>Holds updates back until their time has come or the buffer is full.</summary>
    internal sealed class SuppressOperator<TKey, TValue>(
        OperatorSite<TKey, Change<TValue>> site, SuppressBuffer<TKey, TValue> buffer, SuppressRule<TKey> rule) : Operator<TKey, Change<TValue>>
        where TKey : notnull
    {
        private readonly long _delayMs = rule.DelayMs(site.Task.Environment.Facts);

        public override void Process(in Record<TKey, Change<TValue>> record)
        {
            var now = buffer.Advance(record.Key, record.Timestamp);
            buffer.Put(rule.BufferTime(record.Key, record.Timestamp), record, site.Task.Origin);
            while (buffer.OldestFor(record.Key) is { } due && due.Time <= now - _delayMs)
            {
                LetGo(due);
            }

            while (rule.IsFull(buffer.Count, buffer.Size))
            {
                if (rule.Buffer is StrictBufferConfig)
                {
                    throw new StateException(rule.Overflow(site.Stage.Name, buffer.Count, buffer.Size));
                }

                LetGo(buffer.Oldest!);
            }
        }

        private void LetGo(BufferedChange<TKey, TValue> change)
        {
            if (change.Change.Exists || !rule.DropsTombstones)
            {
                using (site.Task.GoBackTo(change.Origin, change.Timestamp))
                {
                    site.Next.Process(new Record<TKey, Change<TValue>>(change.Key, change.Change, change.Timestamp, change.Headers));
                }
            }

            buffer.Remove(change);
        }
    }
}
