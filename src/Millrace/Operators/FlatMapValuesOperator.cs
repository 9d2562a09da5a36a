using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace
{
    /// <summary>Makes several records of one.</summary>
    public static class FlatMapValuesExtensions
    {
        /// <summary>Makes any number of values of each value; the key stays, and with it the partition.</summary>
        public static KStream<TKey, TNewValue> FlatMapValues<TKey, TValue, TNewValue>(
            this KStream<TKey, TValue> stream,
            Func<TValue, IEnumerable<TNewValue>> map,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TKey, TNewValue>("flatMapValues", name, SourcePlace.Of(file, line), s => new FlatMapValuesOperator<TKey, TValue, TNewValue>(map, s.Stage, s.Next));
    }
}

namespace Millrace.Operators
{
    internal sealed class FlatMapValuesOperator<TKey, TValue, TNewValue>(
        Func<TValue, IEnumerable<TNewValue>> map, Stage stage, Operator<TKey, TNewValue> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            TNewValue[] values;
            try
            {
                // Taken whole first: an iterator that throws in its middle must not have sent half of its values.
                values = [.. map(record.Value)];
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            foreach (var value in values)
            {
                next.Process(record.WithValue(value));
            }
        }
    }
}
