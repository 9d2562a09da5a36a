using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace
{
    /// <summary>Looks at records.</summary>
    public static class PeekExtensions
    {
        /// <summary>Calls <paramref name="action"/> with each record and passes the record on.</summary>
        public static KStream<TKey, TValue> Peek<TKey, TValue>(
            this KStream<TKey, TValue> stream,
            Action<TKey, TValue> action,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.Then<TKey, TValue>("peek", name, SourcePlace.Of(file, line), s => new PeekOperator<TKey, TValue>(action, s.Stage, s.Next));

        /// <summary>Calls <paramref name="action"/> with each record and ends the stream.</summary>
        public static void ForEach<TKey, TValue>(
            this KStream<TKey, TValue> stream,
            Action<TKey, TValue> action,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) =>
            stream.End("forEach", name, SourcePlace.Of(file, line), (_, stage) => new PeekOperator<TKey, TValue>(action, stage, new NoOperator<TKey, TValue>()));
    }
}

namespace Millrace.Operators
{
    internal sealed class PeekOperator<TKey, TValue>(Action<TKey, TValue> action, Stage stage, Operator<TKey, TValue> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            try
            {
                action(record.Key, record.Value);
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            next.Process(record);
        }
    }
}
