namespace Millrace.Execution;

/// <summary>The punctuations of a task, by both clocks.</summary>
internal sealed class PunctuationSchedule
{
    public PunctuationQueue Stream { get; } = new();

    public PunctuationQueue WallClock { get; } = new();
}

/// <summary>
/// Punctuations by one clock, the earliest first. A binary heap whose ties fall as in Kafka Streams' own, so that
/// schedules that are due at the same time come in the same order.
/// </summary>
internal sealed class PunctuationQueue
{
    private readonly List<Entry> _heap = [];

    public bool IsEmpty => _heap.Count == 0;

    /// <summary>Schedules a callback.</summary>
    /// <param name="first">When it is due first.</param>
    /// <param name="intervalMs">The time between two calls; those that are missed come once.</param>
    /// <param name="callback">Called with the time at which it was found to be due.</param>
    /// <returns>Dispose of it to end the schedule.</returns>
    public IDisposable Add(long first, long intervalMs, Action<long> callback)
    {
        var entry = new Entry(intervalMs, callback) { Due = first };
        Push(entry);
        return entry;
    }

    /// <summary>Calls what is due; false if nothing was. What a callback schedules for a time that has come is called too.</summary>
    public bool Run(long now)
    {
        var ran = false;
        while (_heap.Count > 0 && _heap[0].Due <= now)
        {
            var entry = Pop();
            if (entry.IsCancelled)
            {
                continue;
            }

            ran = true;
            try
            {
                entry.Callback(now);
            }
            finally
            {
                if (!entry.IsCancelled)
                {
                    entry.Due += ((Math.Max(now - entry.Due, 0) / entry.IntervalMs) + 1) * entry.IntervalMs;
                    Push(entry);
                }
            }
        }

        return ran;
    }

    private void Push(Entry entry)
    {
        _heap.Add(entry);
        var at = _heap.Count - 1;
        while (at > 0 && _heap[(at - 1) / 2] is var parent && entry.Due < parent.Due)
        {
            _heap[at] = parent;
            at = (at - 1) / 2;
        }

        _heap[at] = entry;
    }

    private Entry Pop()
    {
        var first = _heap[0];
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (_heap.Count > 0)
        {
            SinkFromTop(last);
        }

        return first;
    }

    private void SinkFromTop(Entry entry)
    {
        var at = 0;
        while ((2 * at) + 1 is var child && child < _heap.Count)
        {
            if (child + 1 < _heap.Count && _heap[child + 1].Due < _heap[child].Due)
            {
                child++;
            }

            if (entry.Due <= _heap[child].Due)
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = entry;
    }

    private sealed record Entry(long IntervalMs, Action<long> Callback) : IDisposable
    {
        public long Due { get; set; }

        public bool IsCancelled { get; private set; }

        public void Dispose() => IsCancelled = true;
    }
}
