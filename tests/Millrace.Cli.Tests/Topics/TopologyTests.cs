using System.Text.Json;
using Millrace.Cli.Tests.Support;

namespace Millrace.Cli.Tests.Topics;

public sealed class TopologyTests
{
    [Fact]
    public async Task Every_topology_of_every_worker_is_listed_with_what_it_reads_and_writes()
    {
        var list = (await Invocation.SucceedAsync("topology", "list", "--json")).Json;
        Assert.All(list, t => Assert.Equal("hvac.readings", t.GetProperty("reads")[0].GetString()));
        var alerts = list.Single(t => t.GetProperty("topology").GetString() == "TemperatureAlerts");
        Assert.Equal("hvac", alerts.GetProperty("worker").GetString());
        Assert.Equal(["hvac.alerts", "hvac.alarms"], alerts.GetProperty("writes").EnumerateArray().Select(t => t.GetString()).OrderDescending(StringComparer.Ordinal));
        Assert.Contains(list, t => t.GetProperty("topology").GetString() == "ReadingsArchive");
    }

    [Fact]
    public async Task A_description_has_three_forms_of_the_same_graph()
    {
        var text = (await Invocation.SucceedAsync("topology", "describe", "TemperatureAlerts")).Output;
        var mermaid = (await Invocation.SucceedAsync("topology", "describe", "temperaturealerts", "--format", "mermaid")).Output;
        var json = (await Invocation.SucceedAsync("topology", "describe", "TemperatureAlerts", "--format", "json")).Output;
        Assert.StartsWith("flowchart", mermaid, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(json).RootElement.ValueKind);
        Assert.All((string[])[text, mermaid, json], form =>
        {
            Assert.Contains("hvac.readings", form, StringComparison.Ordinal);
            Assert.Contains("hvac.alerts", form, StringComparison.Ordinal);
            Assert.Contains("temperature-alarms", form, StringComparison.Ordinal);
            Assert.DoesNotContain("hvac.energy", form, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Two_descriptions_are_compared_and_one_that_needs_a_reset_is_told_by_the_exit_code()
    {
        var folder = Directory.CreateTempSubdirectory("millrace-diff");
        try
        {
            var old = Path.Combine(folder.FullName, "old.json");
            var renamed = Path.Combine(folder.FullName, "renamed.json");
            var json = (await Invocation.SucceedAsync("topology", "describe", "TemperatureAlerts", "--format", "json")).Output;
            await File.WriteAllTextAsync(old, json, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                renamed, json.Replace("\"temperature-alarms\"", "\"temperature-warnings\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

            var same = await Invocation.SucceedAsync("topology", "diff", old, old);
            var reset = await Invocation.RunAsync("topology", "diff", old, renamed);
            var wrong = await Invocation.RunAsync("topology", "diff", old, Path.Combine(folder.FullName, "nothing.json"));

            Assert.StartsWith("No difference", same.Output, StringComparison.Ordinal);
            Assert.Equal(1, reset.Code);
            Assert.Contains("temperature-warnings", reset.Output, StringComparison.Ordinal);
            Assert.Equal(2, wrong.Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
