using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace
{
    /// <summary>Leaves records out.</summary>
    public static class FilterExtensions
    {
        /// <summary>Keeps the records for which <paramref name="predicate"/> is true.</summary>
        public static KStream<TKey, TValue> Filter<TKey, TValue>(
            this KStream<TKey, TValue> stream,
            Func<TKey, TValue, bool> predicate,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TKey, TValue>("filter", name, SourcePlace.Of(file, line), s => new FilterOperator<TKey, TValue>(predicate, keep: true, s.Stage, s.Next));

        /// <summary>Leaves out the records for which <paramref name="predicate"/> is true.</summary>
        public static KStream<TKey, TValue> FilterNot<TKey, TValue>(
            this KStream<TKey, TValue> stream,
            Func<TKey, TValue, bool> predicate,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TKey, TValue>("filterNot", name, SourcePlace.Of(file, line), s => new FilterOperator<TKey, TValue>(predicate, keep: false, s.Stage, s.Next));
    }
}

namespace Millrace.Operators
{
    internal sealed class FilterOperator<TKey, TValue>(
        Func<TKey, TValue, bool> predicate, bool keep, Stage stage, Operator<TKey, TValue> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            bool holds;
            try
            {
                holds = predicate(record.Key, record.Value);
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            if (holds == keep)
            {
                next.Process(record);
            }
        }
    }
}
