using System.Diagnostics;
using System.Globalization;
using Millrace.Integration.Tests.Clusters;
using Millrace.Integration.Tests.Processes;
using Millrace.Kafka.Tests.Support;
using Millrace.Simulation.Fleet;

namespace Millrace.Integration.Tests.Kills;

/// <summary>The worker of the cold path is killed while readings come; its archive is as if nothing had happened.</summary>
public sealed class ColdPathKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan CommitInterval = TimeSpan.FromMilliseconds(300);
    private readonly KillCluster _cluster = new();

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    [Fact]
    public Task Three_kills_under_load_leave_every_reading_in_the_archive_once() => KillAsync(3);

    [Fact]
    [Trait("Suite", "faults")]
    public Task Twenty_kills_under_load_leave_every_reading_in_the_archive_once() => KillAsync(20);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task KillAsync(int kills)
    {
        KafkaHome.Require();
        var started = Stopwatch.GetTimestamp();
        await using var system = await SystemUnderTest.StartAsync(_cluster.Options);
        using var feed = await ReadingFeed.OpenAsync(_cluster.Options, system.Wire);
        using var progress = system.ColdPathProgress();
        using var watch = new ArchiveWatch(system.Archive);
        await using var load = new PacedLoad(feed, Fleet().Records());
        for (var kill = 0; kill < kills; kill++)
            await LiveAndDieAsync(system, progress, watch, kill);

        var sent = await load.StopAsync();
        using var last = system.StartColdPath("cold-path-1", CommitInterval);
        await Eventually.True(() => progress.Position == sent.Count, "all readings were in the archive", last);
        var usage = await last.StopAsync();

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{kills} kills in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {sent.Count:N0} records; the last worker: {usage}"));
        await ArchiveCheck.HoldsExactlyAsync(system, sent);
    }

    private static async Task LiveAndDieAsync(SystemUnderTest system, GroupProgress progress, ArchiveWatch watch, int kill)
    {
        var moment = (KillMoment)(kill % Enum.GetValues<KillMoment>().Length);
        var before = progress.Position;
        var atFirst = watch.Next(moment);
        using var worker = system.StartColdPath("cold-path-1", CommitInterval);

        // Now in the first commit of a life, while it takes up what the last one left; now in a later one.
        if (kill % 2 == 0)
        {
            await Eventually.True(() => progress.Position > before, "the worker had committed", worker);
            atFirst = watch.Next(moment);
        }

        await Eventually.True(() => atFirst.IsCompleted, $"the archive came to {moment}", worker);
        await worker.Process.KillAsync();
    }

    private static ScriptedFleet Fleet()
    {
        const int Minutes = 2_000;
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return new ScriptedFleet(new ScriptedFleetOptions
        {
            ReadingsPerDevice = Minutes,
            BrokenEvery = 100,
            Start = now - TimeSpan.FromMinutes(Minutes),
            Clock = now + TimeSpan.FromMinutes(10),
        });
    }
}
