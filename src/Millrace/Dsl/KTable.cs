using Millrace.State;
using Millrace.Tables;

namespace Millrace;

/// <summary>
/// A table: the latest value of each key, and its changes. What can be done with it is in the files of the operators.
/// </summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class KTable<TKey, TValue>
{
    internal KTable(KStream<TKey, Change<TValue>> changes, TablePlan<TKey, TValue> plan)
    {
        Changes = changes;
        Plan = plan;
    }

    internal KStream<TKey, Change<TValue>> Changes { get; }

    internal TablePlan<TKey, TValue> Plan { get; }
}
