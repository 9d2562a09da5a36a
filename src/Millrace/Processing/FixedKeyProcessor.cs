namespace Millrace;

/// <summary>
/// An operator of one's own that keeps the key, so that what follows needs no repartition topic. One instance serves
/// one task and is called by one thread at a time.
/// </summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The incoming values' type.</typeparam>
/// <typeparam name="TOutValue">The outgoing values' type.</typeparam>
public abstract class FixedKeyProcessor<TKey, TValue, TOutValue> : IDisposable
{
    private IFixedKeyProcessorContext<TKey, TOutValue>? _context;

    /// <summary>The task around it; valid from <see cref="Init"/> on.</summary>
    protected IFixedKeyProcessorContext<TKey, TOutValue> Context =>
        _context ?? throw new InvalidOperationException("The processor has not been initialised: its task calls Init.");

    /// <summary>Called once before the first record: get the stores and schedule punctuations here.</summary>
    public virtual void Init(IFixedKeyProcessorContext<TKey, TOutValue> context) => _context = context;

    /// <summary>Takes a record.</summary>
    public abstract void Process(in FixedKeyRecord<TKey, TValue> record);

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
