using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Windows that close by the highest timestamp that the operator has seen, over all keys, as in Kafka Streams. Open
/// windows are closed in order of their start, then of their key's bytes.
/// </summary>
internal sealed class StreamTimeWindowOperator<TKey, TValue, TAggregate>(
    OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
    KeyValueStore<WindowKey<TKey>, TAggregate> store,
    WindowFold<TKey, TValue, TAggregate> fold) : WindowOperator<TKey, TValue, TAggregate>(site, store, fold)
    where TKey : notnull
{
    private SortedDictionary<long, HashSet<TKey>>? _open;
    private long _observed = long.MinValue;

    protected override long AdvanceTo(TKey key, long timestamp) => _observed = Math.Max(_observed, timestamp);

    protected override void Opened(in WindowKey<TKey> key) => Add(OpenWindows(), key);

    protected override void CloseUpTo(TKey key, long time)
    {
        var open = OpenWindows();
        while (open.Count > 0 && open.First() is var (start, keys) && Fold.IsClosed(start, time))
        {
            open.Remove(start);
            foreach (var closed in Store.InByteOrder(keys.Select(k => new WindowKey<TKey>(k, start))))
            {
                Close(closed);
            }
        }
    }

    /// <summary>The windows by start; read from the store with the first record, when it has been restored.</summary>
    private SortedDictionary<long, HashSet<TKey>> OpenWindows()
    {
        if (_open is null)
        {
            _open = [];
            foreach (var (key, _) in Store.All())
            {
                Add(_open, key);
            }
        }

        return _open;
    }

    private static void Add(SortedDictionary<long, HashSet<TKey>> open, in WindowKey<TKey> key)
    {
        if (!open.TryGetValue(key.Start, out var keys))
        {
            open[key.Start] = keys = [];
        }

        keys.Add(key.Key);
    }
}
