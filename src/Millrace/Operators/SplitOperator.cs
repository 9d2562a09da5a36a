using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;

namespace Millrace
{
    /// <summary>Divides streams.</summary>
    public static class SplitExtensions
    {
        /// <summary>
        /// Divides a stream into branches: each record goes to the first whose predicate is true, else to the default
        /// branch if there is one, else nowhere.
        /// </summary>
        public static BranchedKStream<TKey, TValue> Split<TKey, TValue>(
            this KStream<TKey, TValue> stream, string? name = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        {
            var node = new SplitNode<TKey, TValue>(name, SourcePlace.Of(file, line));
            stream.End(node, node);
            return new BranchedKStream<TKey, TValue>(stream, node);
        }
    }
}

namespace Millrace.Operators
{
    /// <summary>Gives each record to the first branch that takes it.</summary>
    internal sealed class SplitOperator<TKey, TValue>(
        Stage stage, IReadOnlyList<Func<TKey, TValue, bool>?> predicates, Operator<TKey, TValue>[] branches) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record)
        {
            int branch;
            try
            {
                branch = Choose(record);
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            if (branch >= 0)
            {
                branches[branch].Process(record);
            }
        }

        private int Choose(in Record<TKey, TValue> record)
        {
            for (var i = 0; i < branches.Length; i++)
            {
                if (predicates[i] is not { } predicate || predicate(record.Key, record.Value))
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
