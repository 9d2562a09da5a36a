using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace
{
    /// <summary>Makes one record of another.</summary>
    public static class MapExtensions
    {
        /// <summary>Makes a new value of each value; the key stays, and with it the partition.</summary>
        public static KStream<TKey, TNewValue> MapValues<TKey, TValue, TNewValue>(
            this KStream<TKey, TValue> stream,
            Func<TValue, TNewValue> map,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TKey, TNewValue>("mapValues", name, SourcePlace.Of(file, line), s => new MapValuesOperator<TKey, TValue, TNewValue>(map, s.Stage, s.Next));

        /// <summary>Makes a new value of each key and value; the key stays, and with it the partition.</summary>
        public static KStream<TKey, TNewValue> MapValues<TKey, TValue, TNewValue>(
            this KStream<TKey, TValue> stream,
            Func<TKey, TValue, TNewValue> map,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TKey, TNewValue>("mapValues", name, SourcePlace.Of(file, line), s => new MapValuesWithKeyOperator<TKey, TValue, TNewValue>(map, s.Stage, s.Next));

        /// <summary>Makes a new key and value of each record. The records stay in the partition that they came from until they are written.</summary>
        public static KStream<TNewKey, TNewValue> Map<TKey, TValue, TNewKey, TNewValue>(
            this KStream<TKey, TValue> stream,
            Func<TKey, TValue, KeyValuePair<TNewKey, TNewValue>> map,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TNewKey, TNewValue>("map", name, SourcePlace.Of(file, line), s => new MapOperator<TKey, TValue, TNewKey, TNewValue>(map, s.Stage, s.Next), changesKey: true);
    }
}

namespace Millrace.Operators
{
    internal sealed class MapValuesOperator<TKey, TValue, TNewValue>(
        Func<TValue, TNewValue> map, Stage stage, Operator<TKey, TNewValue> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            TNewValue value;
            try
            {
                value = map(record.Value);
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            next.Process(record.WithValue(value));
        }
    }

    internal sealed class MapValuesWithKeyOperator<TKey, TValue, TNewValue>(
        Func<TKey, TValue, TNewValue> map, Stage stage, Operator<TKey, TNewValue> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            TNewValue value;
            try
            {
                value = map(record.Key, record.Value);
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            next.Process(record.WithValue(value));
        }
    }

    internal sealed class MapOperator<TKey, TValue, TNewKey, TNewValue>(
        Func<TKey, TValue, KeyValuePair<TNewKey, TNewValue>> map, Stage stage, Operator<TNewKey, TNewValue> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            KeyValuePair<TNewKey, TNewValue> pair;
            try
            {
                pair = map(record.Key, record.Value);
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            next.Process(new Record<TNewKey, TNewValue>(pair.Key, pair.Value, record.Timestamp, record.Headers));
        }
    }
}
