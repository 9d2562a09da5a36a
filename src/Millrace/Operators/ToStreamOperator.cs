using Millrace.State;

namespace Millrace.Operators;

/// <summary>Makes records of a table's changes.</summary>
internal sealed class ToStreamOperator<TKey, TValue>(Operator<TKey, TValue> next) : Operator<TKey, Change<TValue>>
{
    public override void Process(in Record<TKey, Change<TValue>> record) =>
        next.Process(record.WithValue(record.Value.Exists ? record.Value.New! : default!));
}
