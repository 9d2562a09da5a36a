using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;

namespace Millrace
{
    /// <summary>Makes streams of tables.</summary>
    public static class ToStreamExtensions
    {
        /// <summary>The table's changes as a stream; the deletion of an entry is a null value.</summary>
        public static KStream<TKey, TValue> ToStream<TKey, TValue>(
            this KTable<TKey, TValue> table, string? name = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        {
            var place = SourcePlace.Of(file, line);
            if (default(TValue) is not null && table.Plan.MayDelete)
            {
                table.Changes.Builder.Problem(
                    place,
                    $"The table may delete entries, which a stream of {typeof(TValue).Name} cannot tell: use ToNullableStream, whose values are {typeof(TValue).Name}?");
            }

            return table.Changes.Then<TKey, TValue>("toStream", name, place, s => new ToStreamOperator<TKey, TValue>(s.Next));
        }

        /// <summary>The changes of a table whose values' type has no null; the deletion of an entry is a null value.</summary>
        public static KStream<TKey, TValue?> ToNullableStream<TKey, TValue>(
            this KTable<TKey, TValue> table, string? name = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
            where TValue : struct =>
            table.Changes.Then<TKey, TValue?>("toStream", name, SourcePlace.Of(file, line), s => new ToNullableStreamOperator<TKey, TValue>(s.Next));

        /// <summary>The table's changes as a stream with another key.</summary>
        public static KStream<TNewKey, TValue> ToStream<TKey, TValue, TNewKey>(
            this KTable<TKey, TValue> table,
            Func<TKey, TValue, TNewKey> selector,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            table.ToStream(name, file, line).SelectKey(selector, null, file, line);
    }
}

namespace Millrace.Operators
{
    internal sealed class ToStreamOperator<TKey, TValue>(Operator<TKey, TValue> next) : Operator<TKey, Change<TValue>>
    {
        public override void Process(in Record<TKey, Change<TValue>> record) =>
            next.Process(record.WithValue(record.Value.Exists ? record.Value.New! : default!));
    }

    internal sealed class ToNullableStreamOperator<TKey, TValue>(Operator<TKey, TValue?> next) : Operator<TKey, Change<TValue>>
        where TValue : struct
    {
        public override void Process(in Record<TKey, Change<TValue>> record) =>
            next.Process(record.WithValue(record.Value.Exists ? record.Value.New : (TValue?)null));
    }
}
