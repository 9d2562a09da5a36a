namespace Millrace;

/// <summary>
/// An operator of one's own, as Kafka Streams' Processor API has it. One instance serves one task and is called by
/// one thread at a time.
/// </summary>
/// <typeparam name="TKey">The incoming keys' type.</typeparam>
/// <typeparam name="TValue">The incoming values' type.</typeparam>
/// <typeparam name="TOutKey">The outgoing keys' type.</typeparam>
/// <typeparam name="TOutValue">The outgoing values' type.</typeparam>
public abstract class Processor<TKey, TValue, TOutKey, TOutValue> : IDisposable
{
    private IProcessorContext<TOutKey, TOutValue>? _context;

    /// <summary>The task around it; valid from <see cref="Init"/> on.</summary>
    protected IProcessorContext<TOutKey, TOutValue> Context =>
        _context ?? throw new InvalidOperationException("The processor has not been initialised: its task calls Init.");

    /// <summary>Called once before the first record: get the stores and schedule punctuations here.</summary>
    public virtual void Init(IProcessorContext<TOutKey, TOutValue> context) => _context = context;

    /// <summary>Takes a record.</summary>
    public abstract void Process(in Record<TKey, TValue> record);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called once when the task is closed.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
