using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>Keeps what its reducer made of a key's values; the first value is taken as it is.</summary>
internal sealed class ReduceOperator<TKey, TValue>(
    OperatorSite<TKey, Change<TValue>> site,
    KeyValueStore<TKey, TValue> store,
    TableForwarder<TKey, TValue> forwarder,
    Func<TValue, TValue, TValue> reducer) : FoldOperator<TKey, TValue, TValue>(site, store, forwarder)
    where TKey : notnull
{
    protected override TValue Fold(TKey key, TValue value, bool exists, ref TValue? old) => exists ? reducer(old!, value) : value;
}
