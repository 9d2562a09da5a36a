using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Windows;

/// <summary>Runs a topology over random records, whole and with interruptions.</summary>
internal static class Runs
{
    /// <summary>Records of a few keys whose time goes on, comes back a little, and jumps now and then.</summary>
    public static IReadOnlyList<(string Key, long Time)> Records(int seed, int count)
    {
        var random = new Random(seed);
        var time = 0L;
        var records = new List<(string, long)>();
        for (var i = 0; i < count; i++)
        {
            time += random.Next(10) == 0 ? random.Next(100_000) : random.Next(2000);
            records.Add((((char)('a' + random.Next(3))).ToString(), Math.Max(0, time - random.Next(6000))));
        }

        return records;
    }

    /// <summary>What comes out; interrupted before each record for which <paramref name="restarts"/> says so.</summary>
    public static IReadOnlyList<string> Through(
        Topology topology, IEnumerable<(string Key, long Time)> records, TestDriverOptions options, Func<int, bool>? restarts = null)
    {
        using var driver = new TopologyTestDriver(topology, options);
        Pipe(driver, records, restarts);
        return Output(driver);
    }

    /// <summary>What comes out when all state is lost on the way but the changelogs.</summary>
    public static IReadOnlyList<string> ThroughLoss(
        Topology topology, IReadOnlyList<(string Key, long Time)> records, int lostBefore, TestDriverOptions options)
    {
        using var first = new TopologyTestDriver(topology, options with { State = new InMemoryStateBackendProvider() });
        Pipe(first, records.Take(lostBefore));
        using var second = new TopologyTestDriver(first.Graph, options with { State = Changelogs.Restore(first) });
        Pipe(second, records.Skip(lostBefore));
        return [.. Output(first), .. Output(second)];
    }

    private static void Pipe(TopologyTestDriver driver, IEnumerable<(string Key, long Time)> records, Func<int, bool>? restarts = null)
    {
        var input = driver.Input<string, string>("in");
        var i = 0;
        foreach (var (key, time) in records)
        {
            if (restarts?.Invoke(i++) == true)
            {
                driver.Restart();
            }

            input.Pipe(key, "x", DateTimeOffset.FromUnixTimeMilliseconds(time));
        }
    }

    private static IReadOnlyList<string> Output(TopologyTestDriver driver) =>
        [.. driver.Records("out").Select(r => $"{Convert.ToHexStringLower(r.Key!)} {(r.Value is null ? "null" : Convert.ToHexStringLower(r.Value))} @{r.Timestamp}")];
}
