using Millrace.Cli.Tests.Support;

namespace Millrace.Cli.Tests.Demo;

/// <summary>The demo, short: a whole system in this process.</summary>
public sealed class DemoTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    public async Task Every_fault_is_found_and_no_healthy_room_has_an_alert(int seed)
    {
        var run = await Invocation.SucceedAsync("demo", "--for", "8s", "--speed", "600", "--seed", $"{seed}", "--json");
        var types = run.Json.Select(l => l.GetProperty("type").GetString()).ToList();
        Assert.All(types, t => Assert.Contains(t, (string[])["alert", "anomaly", "progress", "summary"]));
        Assert.Contains("alert", types);
        Assert.Equal("summary", types[^1]);
        var summary = run.Json[^1];
        Assert.Equal((0, 0), (summary.GetProperty("missed").GetInt32(), summary.GetProperty("falseAlarms").GetInt32()));
        Assert.NotEqual(0, summary.GetProperty("found").GetInt32());
        Assert.Equal(summary.GetProperty("injected").GetInt32(), summary.GetProperty("found").GetInt32());
        Assert.Equal(types.Count(t => t == "alert"), summary.GetProperty("alerts").GetInt32());
    }
}
