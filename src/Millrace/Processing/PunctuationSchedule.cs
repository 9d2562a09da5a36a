namespace Millrace.Execution;

/// <summary>The punctuations of a task, by both clocks.</summary>
internal sealed class PunctuationSchedule
{
    public PunctuationQueue Stream { get; } = new(alignToFirst: true);

    public PunctuationQueue WallClock { get; } = new(alignToFirst: false);
}

/// <summary>Punctuations by one clock.</summary>
/// <param name="alignToFirst">Stream time fires with the first time it sees; the wall clock an interval after it was scheduled.</param>
internal sealed class PunctuationQueue(bool alignToFirst)
{
    private readonly List<Entry> _entries = [];

    public IDisposable Add(long intervalMs, long now, Action<long> callback)
    {
        var entry = new Entry(this, intervalMs, callback) { Due = alignToFirst ? long.MinValue : now + intervalMs };
        _entries.Add(entry);
        return entry;
    }

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Calls what is due; false if nothing was.</summary>
    public bool Run(long now)
    {
        var ran = false;
        // By index: a callback may schedule or cancel.
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.Due > now)
            {
                continue;
            }

            var intervals = entry.Due == long.MinValue ? 0 : (now - entry.Due) / entry.IntervalMs;
            entry.Due = (entry.Due == long.MinValue ? now : entry.Due + (intervals * entry.IntervalMs)) + entry.IntervalMs;
            entry.Callback(now);
            ran = true;
        }

        return ran;
    }

    private sealed record Entry(PunctuationQueue Queue, long IntervalMs, Action<long> Callback) : IDisposable
    {
        public long Due { get; set; }

        public void Dispose() => Queue._entries.Remove(this);
    }
}
