using System.Diagnostics;
using Millrace.Testing;
using Millrace.Tests.Silences;

namespace Millrace.Tests.Testing;

[Collection(Alone.Name)]
public sealed class DriverSpeedTests
{
    [Fact]
    public void A_driver_of_ten_operators_is_built_and_a_thousand_records_piped_in_less_than_20_ms()
    {
        // The best of several: the machine may be busy, and the first runs are compiled while they go.
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 30 && best > 10 * TimeSpan.FromMilliseconds(1); run++)
        {
            var start = Stopwatch.GetTimestamp();
            Run();
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }

        TestContext.Current.SendDiagnosticMessage("{0:0.0} ms", best.TotalMilliseconds);
        Assert.InRange(best.TotalMilliseconds, 0, 20);
    }

    private static void Run()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in")
            .Filter((_, v) => v.Length > 0)
            .MapValues(v => v.ToUpperInvariant())
            .Peek((_, _) => { })
            .FilterNot((_, v) => v == "X")
            .GroupBy("by-value", (_, v) => v[..1])
            .Count("counts")
            .ToStream()
            .MapValues(c => c * 2)
            .Filter((_, c) => c > 0)
            .MapValues(c => $"{c}")
            .To("out")));
        var input = driver.Input<string, string>("in");
        for (var i = 0; i < 1000; i++)
        {
            input.Pipe($"k{i % 50}", $"{i}");
        }

        Assert.Equal(1000, driver.Output<string, string>("out").ReadAll().Count);
    }
}
