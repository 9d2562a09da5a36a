using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace
{
    /// <summary>Makes several records of one, with keys of their own.</summary>
    public static class FlatMapExtensions
    {
        /// <summary>Makes any number of records of each one; the timestamp and the headers stay.</summary>
        public static KStream<TNewKey, TNewValue> FlatMap<TKey, TValue, TNewKey, TNewValue>(
            this KStream<TKey, TValue> stream,
            Func<TKey, TValue, IEnumerable<KeyValuePair<TNewKey, TNewValue>>> map,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TNewKey, TNewValue>(
                "flatMap", name, SourcePlace.Of(file, line), s => new FlatMapOperator<TKey, TValue, TNewKey, TNewValue>(map, s.Stage, s.Next), changesKey: true);
    }
}

namespace Millrace.Operators
{
    internal sealed class FlatMapOperator<TKey, TValue, TNewKey, TNewValue>(
        Func<TKey, TValue, IEnumerable<KeyValuePair<TNewKey, TNewValue>>> map, Stage stage, Operator<TNewKey, TNewValue> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            KeyValuePair<TNewKey, TNewValue>[] pairs;
            try
            {
                // Taken whole first: an iterator that throws in its middle must not have sent half of its records.
                pairs = [.. map(record.Key, record.Value)];
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            foreach (var (key, value) in pairs)
            {
                next.Process(new Record<TNewKey, TNewValue>(key, value, record.Timestamp, record.Headers));
            }
        }
    }
}
