using Millrace.Execution;
using Millrace.Operators;

namespace Millrace.Testing;

/// <summary>An operator whose handler throws when the test asks for it.</summary>
internal sealed class FaultyOperator<TKey, TValue>(string name, Stage stage, Operator<TKey, TValue> inner, TestFaults faults) : Operator<TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        if (faults.TryTakeStage(name, out var exception))
        {
            stage.Failed(record, exception!);
            return;
        }

        inner.Process(record);
    }
}
