using Millrace.Operators;

namespace Millrace.Execution;

/// <summary>Puts something around the operators of a task, such as faults that a test asks for.</summary>
internal interface IOperatorWrapper
{
    /// <summary>Gives what stands in an operator's place.</summary>
    Operator<TKey, TValue> Wrap<TKey, TValue>(string name, Stage stage, Operator<TKey, TValue> made);
}
