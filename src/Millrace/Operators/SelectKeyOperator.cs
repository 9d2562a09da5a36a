using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace
{
    /// <summary>Gives records another key.</summary>
    public static class SelectKeyExtensions
    {
        /// <summary>
        /// Gives each record a new key. The records stay in the partition that they came from until they are written,
        /// or grouped or joined, which sends them through a repartition topic.
        /// </summary>
        public static KStream<TNewKey, TValue> SelectKey<TKey, TValue, TNewKey>(
            this KStream<TKey, TValue> stream,
            Func<TKey, TValue, TNewKey> selector,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TNewKey, TValue>("selectKey", name, SourcePlace.Of(file, line), s => new SelectKeyOperator<TKey, TValue, TNewKey>(selector, s.Stage, s.Next), changesKey: true);
    }
}

namespace Millrace.Operators
{
    internal sealed class SelectKeyOperator<TKey, TValue, TNewKey>(
        Func<TKey, TValue, TNewKey> selector, Stage stage, Operator<TNewKey, TValue> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            TNewKey key;
            try
            {
                key = selector(record.Key, record.Value);
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            next.Process(record.WithKey(key));
        }
    }
}
