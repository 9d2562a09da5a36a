using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.Tables;

/// <summary>
/// What a table can do for those who read from it, decided while the graph is put together: tell the old value with
/// each change, and be looked up by key. A table without a store of its own hands both questions to its parents.
/// </summary>
internal abstract class TablePlan<TKey, TValue>
{
    /// <summary>
    /// Whether its changes tell the old value. A reader who cannot do without (re-grouping, joins) reports a problem
    /// when they do not: a store has to be named somewhere upstream.
    /// </summary>
    public abstract bool HasOldValues { get; }

    /// <summary>Whether it can be looked up by key.</summary>
    public abstract bool CanBeRead { get; }

    /// <summary>Whether its store keeps versions, so that it can be looked up as of a time.</summary>
    public virtual bool IsVersioned => History is not null;

    /// <summary>How far back it can be looked up as of a time; null if it cannot.</summary>
    public virtual TimeSpan? History => null;

    /// <summary>Whether entries can be deleted, so that its stream has null values.</summary>
    public virtual bool MayDelete => true;

    /// <summary>The stores that a reader in another operator has to be connected with.</summary>
    public abstract IReadOnlyList<StoreDefinition> Stores { get; }

    /// <summary>Where to name a store if one is needed.</summary>
    public abstract SourcePlace Place { get; }

    /// <summary>The keys' serde, where the author named one; a reader that writes the keys to a topic of its own takes it over.</summary>
    public virtual Serde<TKey>? KeySerde => null;

    /// <summary>The values' serde, where the author named one.</summary>
    public virtual Serde<TValue>? ValueSerde => null;

    /// <summary>
    /// Called by a reader that uses the old values, if there are any. A table that makes them out of its parents' does
    /// so only if somebody asked.
    /// </summary>
    public virtual void WantOldValues()
    {
    }

    /// <summary>Opens it for look-ups by key; only if <see cref="CanBeRead"/>.</summary>
    public abstract ITableView<TKey, TValue> CreateView(StreamTask task);

    /// <summary>
    /// The same for one who takes the table's changes too, such as the other side of a join: it shows what those
    /// downstream have been told. Where changes are told when the task commits, that is the value of the last commit
    /// until the key's change has come by; else a result would be told to have been what it never was.
    /// </summary>
    public virtual ITableView<TKey, TValue> CreateViewOfTold(StreamTask task) => CreateView(task);
}
