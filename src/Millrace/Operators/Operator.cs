namespace Millrace.Operators;

/// <summary>One step of a task's chain. It takes a record and pushes what comes of it to the next.</summary>
internal abstract class Operator<TKey, TValue>
{
    public abstract void Process(in Record<TKey, TValue> record);
}
