using Millrace.Graph;
using Millrace.Operators;
using Millrace.Windows;

namespace Millrace
{
    /// <summary>Aggregates several grouped streams into one table.</summary>
    public static class CogroupExtensions
    {
        /// <summary>Begins an aggregate of several streams, each with an aggregator of its own.</summary>
        /// <param name="grouped">The first stream.</param>
        /// <param name="aggregator">Gives the new aggregate from a record of the stream; null deletes the key's entry.</param>
        public static CogroupedKStream<TKey, TAggregate> Cogroup<TKey, TValue, TAggregate>(
            this KGroupedStream<TKey, TValue> grouped, Func<TKey, TValue, TAggregate, TAggregate> aggregator)
            where TKey : notnull
        {
            ArgumentNullException.ThrowIfNull(aggregator);
            return new CogroupedKStream<TKey, TAggregate>([new CogroupPart<TKey, TValue, TAggregate>(grouped, aggregator)]);
        }
    }
}

namespace Millrace.Operators
{
    /// <summary>A record of one of the streams that are aggregated together: it knows its stream's aggregator.</summary>
    internal abstract class CogroupValue<TKey, TAggregate>(int clock) : IClocked
    {
        /// <summary>The number of its stream: in windows each stream has its own time, as in Kafka Streams.</summary>
        public int Clock { get; } = clock;

        public abstract TAggregate AddTo(TKey key, TAggregate aggregate);
    }

    internal sealed class CogroupValue<TKey, TValue, TAggregate>(TValue value, Func<TKey, TValue, TAggregate, TAggregate> aggregator, int clock)
        : CogroupValue<TKey, TAggregate>(clock)
    {
        public override TAggregate AddTo(TKey key, TAggregate aggregate) => aggregator(key, value, aggregate);
    }

    internal sealed class CogroupOperator<TKey, TValue, TAggregate>(
        Operator<TKey, CogroupValue<TKey, TAggregate>?> next, Func<TKey, TValue, TAggregate, TAggregate> aggregator, int clock, bool keepsNulls) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record) => next.Process(record.WithValue<CogroupValue<TKey, TAggregate>?>(
            record.Value is null && !keepsNulls ? null : new CogroupValue<TKey, TValue, TAggregate>(record.Value, aggregator, clock)));
    }

    /// <summary>One of the streams that are aggregated together.</summary>
    internal abstract class CogroupPart<TKey, TAggregate>
        where TKey : notnull
    {
        public abstract Serde<TKey>? KeySerde { get; }

        /// <summary>The stream's records.</summary>
        /// <param name="clock">The stream's number.</param>
        /// <param name="keepsNulls">Whether a null value is one to aggregate; else it comes as null, for the aggregate to drop and count.</param>
        /// <param name="place">Where the aggregate stands.</param>
        public abstract KStream<TKey, CogroupValue<TKey, TAggregate>?> Values(int clock, bool keepsNulls, SourcePlace place);
    }

    internal sealed class CogroupPart<TKey, TValue, TAggregate>(
        KGroupedStream<TKey, TValue> grouped, Func<TKey, TValue, TAggregate, TAggregate> aggregator) : CogroupPart<TKey, TAggregate>
        where TKey : notnull
    {
        public override Serde<TKey>? KeySerde => grouped.Grouped.KeySerde;

        public override KStream<TKey, CogroupValue<TKey, TAggregate>?> Values(int clock, bool keepsNulls, SourcePlace place) =>
            grouped.Stream.Then<TKey, CogroupValue<TKey, TAggregate>?>(
                "cogroup", null, place, s => new CogroupOperator<TKey, TValue, TAggregate>(s.Next, aggregator, clock, keepsNulls));
    }
}
