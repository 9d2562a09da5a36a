using Millrace.Integration.Tests.Clusters;
using Millrace.Simulation.Feeding;

namespace Millrace.Integration.Tests.Kills;

/// <summary>Readings that come steadily, whatever becomes of the workers.</summary>
internal sealed class PacedLoad : IAsyncDisposable
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);
    private readonly CancellationTokenSource _end = new();
    private readonly List<OutgoingRecord> _sent = [];
    private readonly Task _running;

    public PacedLoad(ReadingFeed feed, IEnumerable<OutgoingRecord> records) => _running = RunAsync(feed, records);

    /// <summary>Stops it, and gives all that was sent.</summary>
    public async Task<IReadOnlyCollection<OutgoingRecord>> StopAsync()
    {
        await _end.CancelAsync();
        await _running;
        return _sent;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
    }

    private async Task RunAsync(ReadingFeed feed, IEnumerable<OutgoingRecord> records)
    {
        using var timer = new PeriodicTimer(Interval);
        foreach (var batch in records.Chunk(BatchSize))
        {
            if (_end.IsCancellationRequested)
                return;
            await Task.Run(() => feed.Send(batch));
            _sent.AddRange(batch);
            await timer.WaitForNextTickAsync();
        }

        throw new InvalidOperationException("The readings ran out before the load was stopped.");
    }
}
