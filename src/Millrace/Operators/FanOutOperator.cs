namespace Millrace.Operators;

/// <summary>Gives each record to several operators, in order of definition.</summary>
internal sealed class FanOutOperator<TKey, TValue>(Operator<TKey, TValue>[] next) : Operator<TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        foreach (var target in next)
        {
            target.Process(record);
        }
    }
}

/// <summary>The end of a stream that nobody reads.</summary>
internal sealed class NoOperator<TKey, TValue> : Operator<TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
    }
}
