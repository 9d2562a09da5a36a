using System.Diagnostics;
using System.Globalization;
using Millrace.Integration.Tests.Clusters;
using Millrace.Integration.Tests.Processes;
using Millrace.Kafka.Tests.Support;
using Millrace.Simulation.Feeding;
using Millrace.Simulation.Fleet;

namespace Millrace.Integration.Tests.Fleet;

/// <summary>
/// 200,000 readings of 500 devices, and 200 broken ones, go through two workers of the hot path and one of the cold path. One of
/// the two is stopped half-way and started again. When this has started, all is read and committed, and the workers have stopped.
/// </summary>
public sealed class FleetRun(FleetCluster cluster) : IAsyncLifetime
{
    private const int Half = SystemUnderTest.Partitions / 2;
    private static readonly TimeSpan ArchiveCommits = TimeSpan.FromSeconds(5);
    private readonly List<string> _report = [];
    private SystemUnderTest? _system;

    /// <summary>The fleet. Its last reading is a little older than now, and well within what the topic keeps.</summary>
    internal ScriptedFleet Devices { get; } = Create(DateTimeOffset.UtcNow);

    /// <summary>All that was sent, in that order.</summary>
    internal IReadOnlyList<OutgoingRecord> Sent { get; private set; } = [];

    internal SystemUnderTest System => _system!;

    /// <summary>Readings that the hot path had committed when one of its workers was told to stop.</summary>
    internal long PositionAtStop { get; private set; }

    /// <summary>What the run took, for people.</summary>
    internal string Report => string.Join(Environment.NewLine, _report);

    public async ValueTask InitializeAsync()
    {
        if (KafkaHome.Folder is null)
            return;
        Sent = [.. Devices.Records()];
        _system = await SystemUnderTest.StartAsync(cluster.Options);
        using var feed = await ReadingFeed.OpenAsync(cluster.Options, System.Wire);
        using var progress = System.HvacProgress();
        using var archived = System.ColdPathProgress();

        var started = Stopwatch.GetTimestamp();
        using var first = System.StartHvac("hvac-1");
        using var second = System.StartHvac("hvac-2");
        using var cold = System.RunColdPath("cold-path-1", ArchiveCommits);
        await Task.WhenAll(first.UntilReady(Half), second.UntilReady(Half), cold.UntilReady(SystemUnderTest.Partitions));
        Note("three workers ready", started);

        started = Stopwatch.GetTimestamp();
        feed.Send(Part(0, 60));
        await Eventually.True(() => progress.Position >= Sent.Count / 2, "half of the readings were through", first, second);
        PositionAtStop = progress.Position;
        var stop = Stopwatch.GetTimestamp();
        var stopping = second.StopAsync();
        feed.Send(Part(60, 80));
        Note("hvac-2, until it was stopped", await stopping);
        Note(string.Create(CultureInfo.InvariantCulture, $"stopped after {PositionAtStop:N0} readings"), stop);

        var restart = Stopwatch.GetTimestamp();
        using var again = System.StartHvac("hvac-2");
        await again.UntilReady(Half);
        Note("hvac-2 ready again", restart);
        feed.Send(Part(80, 100));
        await Eventually.True(() => progress.Position == Sent.Count, "all readings were through the hot path", first, again);
        Note(string.Create(CultureInfo.InvariantCulture, $"{Sent.Count:N0} records through the hot path, stop and start included"), started);
        await Eventually.True(() => archived.Position == Sent.Count, "all readings were in the archive", cold);
        Note("and in the archive", started);

        Note("hvac-1", await first.StopAsync());
        Note("hvac-2, started again", await again.StopAsync());
        Note("cold-path-1", await cold.StopAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is not null)
            await _system.DisposeAsync();
    }

    private static ScriptedFleet Create(DateTimeOffset now)
    {
        var options = new ScriptedFleetOptions { Start = default, Clock = now + TimeSpan.FromMinutes(10) };
        var minute = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        return new ScriptedFleet(options with { Start = minute - TimeSpan.FromMinutes(options.ReadingsPerDevice) });
    }

    private IEnumerable<OutgoingRecord> Part(int fromPercent, int toPercent) =>
        Sent.Take(Sent.Count * toPercent / 100).Skip(Sent.Count * fromPercent / 100);

    private void Note(string what, long started) =>
        Note(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));

    private void Note(string name, ProcessUsage usage) => Note($"{name}: {usage}");

    private void Note(string line) => _report.Add(line);
}
