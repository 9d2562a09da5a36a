using Millrace.Cli.Tests.Support;

namespace Millrace.Cli.Tests.Usage;

/// <summary>Wrong use is one line that names what is wrong, and exit code 2.</summary>
public sealed class WrongUseTests
{
    [Theory]
    [InlineData("frobnicate", "'frobnicate' is not a command; see 'millrace --help'")]
    [InlineData("demo --frob", "'--frob' is not an option of 'millrace demo'; see 'millrace demo --help'")]
    [InlineData("--json", "'millrace' needs one of demo, run, ")]
    [InlineData("topics", "'millrace topics' needs one of create, list; see 'millrace topics --help'")]
    [InlineData("topics forget", "'forget' is not one of create, list; see 'millrace topics --help'")]
    [InlineData("demo twice", "'twice' is one argument too many")]
    [InlineData("demo --seed", "--seed: its value is missing")]
    [InlineData("demo --seed x", "--seed: 'x' is not a whole number from 0 to 2147483647")]
    [InlineData("demo --seed -1", "--seed: '-1' is not a whole number from 0 to 2147483647")]
    [InlineData("demo --seed 1 --seed 2", "Option '--seed' expects a single argument but 2 were provided")]
    [InlineData("demo --rooms 3", "--rooms: '3' is not a whole number from 20 to 1000")]
    [InlineData("demo --speed fast", "--speed: 'fast' is not a number from 1 to 3600")]
    [InlineData("demo --for 5", "--for: '5' is not a duration such as 500ms, 20s, 5m, 2h or 7d")]
    [InlineData("demo --for 0s", "--for: '0s' is not a duration such as")]
    [InlineData("demo --set OnDelay", "--set: 'OnDelay' is not name=value")]
    [InlineData("topology describe", "<worker|topology> is missing: A worker such as hvac")]
    [InlineData("topology describe Overheating", "'Overheating' is neither a worker nor a topology; there are hvac, TemperatureAlerts, ")]
    [InlineData("topology describe hvac --format svg", "--format: 'svg' is not one of text, json, mermaid")]
    [InlineData("topics list elsewhere", "'elsewhere' is neither a worker nor a topology")]
    [InlineData("topics create --partitions 0", "--partitions: '0' is not a whole number from 1 to 10000")]
    [InlineData("topics list -b localhost:99999", "--bootstrap-servers: 'localhost:99999' is not host:port")]
    [InlineData("topics list -b :9092", "--bootstrap-servers: ':9092' is not host:port")]
    [InlineData("topics list -b one:9092,,two:9092", "--bootstrap-servers: '' is not host:port")]
    [InlineData("topics create", "--bootstrap-servers: none was given")]
    [InlineData("topics list --kafka-config nowhere.properties", "--kafka-config: 'nowhere.properties' does not exist")]
    [InlineData("alerts -b localhost:1 --registry ftp://here", "--registry: 'ftp://here' is not an http or https URL")]
    [InlineData("alerts -b localhost:1 --severity bad", "--severity: 'bad' is not one of warning, critical")]
    [InlineData("simulate --count many -b localhost:1", "--count: 'many' is not a whole number from 1 to 2147483647")]
    [InlineData("dead-letters replay -b localhost:1", "name the letters as partition/offset, or say --all")]
    [InlineData("dead-letters show first -b localhost:1", "<id>: 'first' is not partition/offset, such as 0/17")]
    [InlineData("replay nowhere.csv", "<file>: 'nowhere.csv' does not exist")]
    [InlineData("replay", "<file> is missing")]
    [InlineData("archive verify nowhere", "<folder>: ")]
    [InlineData("run Overheating -b localhost:1", "'Overheating' is neither a worker nor a topology")]
    [InlineData("run hvac --health-port 70000", "--health-port: '70000' is not a whole number from 0 to 65535")]
    public async Task It_is_named_in_one_line(string line, string expected)
    {
        var run = await Invocation.RunAsync(line.Split(' '));
        Assert.Contains(expected, run.ErrorLine, StringComparison.Ordinal);
        Assert.StartsWith("millrace: ", run.ErrorLine, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.Code, run.Output));
    }

    [Fact]
    public async Task All_wrong_settings_are_told_at_once()
    {
        var run = await Invocation.RunAsync(
            "run", "hvac", "-b", "localhost:1", "--registry", "http://localhost:1",
            "--set", "Topologies:TemperatureAlerts:OnDelay=soon", "--set", "Topologies:TemperatureAlerts:Limit=2");
        Assert.Contains("Topologies:TemperatureAlerts:OnDelay is 'soon': it must be a duration", run.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("Topologies:TemperatureAlerts:Limit is '2': there is no such setting", run.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public async Task A_file_of_client_settings_that_holds_none_is_named_with_its_line()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "# comment\nsecurity.protocol\n", TestContext.Current.CancellationToken);
            var run = await Invocation.RunAsync("topics", "list", "-b", "localhost:1", "--kafka-config", file);
            Assert.Contains($"{file}: line 2 is not name=value", run.ErrorLine, StringComparison.Ordinal);
            Assert.Equal(2, run.Code);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_stack_trace_shows_under_verbose_alone()
    {
        var quiet = await Invocation.RunAsync("topology", "describe", "Overheating");
        var verbose = await Invocation.RunAsync("topology", "describe", "Overheating", "--verbose");
        Assert.DoesNotContain("   at ", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
    }
}
