namespace Millrace;

/// <summary>
/// Makes a table's values of another table's, with stores of its own; Kafka Streams' ValueTransformerWithKey. One
/// instance serves one task and is called by one thread at a time.
/// </summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The incoming values' type, which has a null for deletions if the table may delete entries.</typeparam>
/// <typeparam name="TNewValue">The outgoing values' type.</typeparam>
public abstract class TableTransformer<TKey, TValue, TNewValue> : IDisposable
{
    private IProcessingContext? _context;

    /// <summary>The task around it; valid from <see cref="Init"/> on.</summary>
    protected IProcessingContext Context =>
        _context ?? throw new InvalidOperationException("The transformer has not been initialised: its task calls Init.");

    /// <summary>Called once before the first change: get the stores and schedule punctuations here.</summary>
    public virtual void Init(IProcessingContext context) => _context = context;

    /// <summary>Gives the new value of a key; null deletes the key's entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that the key has now; null when its entry was deleted.</param>
    public abstract TNewValue Transform(TKey key, TValue? value);

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
