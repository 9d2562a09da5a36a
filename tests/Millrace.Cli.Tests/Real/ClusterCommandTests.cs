using System.Text;
using System.Text.Json;
using Millrace.Cli.Clusters;
using Millrace.Cli.Tests.Support;
using Millrace.Kafka;

namespace Millrace.Cli.Tests.Real;

/// <summary>The commands against a running system.</summary>
public sealed class ClusterCommandTests(RunningSystem system) : IClassFixture<RunningSystem>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-cli-tests-");

    [Fact]
    public void A_missing_topic_is_named_with_the_command_that_creates_it()
    {
        Broker.Require();
        Assert.Equal(
            $"millrace: topic 'hvac.readings' does not exist at {system.Address}; 'millrace topics create --bootstrap-servers {system.Address}' creates what the workers need",
            system.WithoutTopics.ErrorLine);
        Assert.Equal(4, system.WithoutTopics.Code);
    }

    [Fact]
    public async Task Topics_are_created_once_and_a_dry_run_creates_none()
    {
        Broker.Require();
        Assert.All(system.DryRun.Json, t => Assert.Equal("would be created", t.GetProperty("state").GetString()));
        Assert.All(system.Created.Json, t => Assert.Equal("created", t.GetProperty("state").GetString()));
        Assert.All(system.CreatedAgain.Json, t => Assert.Equal("is there", t.GetProperty("state").GetString()));
        Assert.Equal((0, 0, 0), (system.DryRun.Code, system.Created.Code, system.CreatedAgain.Code));

        var more = await Invocation.RunAsync("topics", "create", "-b", system.Address, "--partitions", "5", "--dry-run", "--json");
        var readings = more.Json.Single(t => t.GetProperty("topic").GetString() == "hvac.readings");
        Assert.Equal("2 partitions instead of 5", readings.GetProperty("differences")[0].GetString());
        Assert.Equal(1, more.Code);

        var list = await Invocation.SucceedAsync("topics", "list", "-b", system.Address, "--json");
        Assert.All(list.Json, t => Assert.Equal((true, 2), (t.GetProperty("onCluster").GetBoolean(), t.GetProperty("partitions").GetInt32())));
    }

    [Fact]
    public async Task What_stands_is_shown_by_site_device_and_severity()
    {
        Broker.Require();
        await SendWarmRoomAsync("quay-1", "Quay", celsius: 26);
        await SendWarmRoomAsync("quay-2", "Quay", celsius: 22);
        await Child.UntilAsync(async () => (await AlarmsAsync("--site", "quay")).Count == 2, "two alarms stood", () => system.Worker.Errors);
        Assert.Equal(["quay-1", "quay-2"], await AlarmsAsync("--site", "Quay"));
        Assert.Equal(["quay-1"], await AlarmsAsync("--site", "Quay", "--severity", "critical"));
        Assert.Equal(["quay-2"], await AlarmsAsync("--device", "quay-2"));
        Assert.Empty(await AlarmsAsync("--site", "Nowhere"));
        Assert.Contains("quay-1", (await Invocation.SucceedAsync(["alerts", .. Where])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_are_followed_until_ctrl_c_which_is_no_failure()
    {
        Broker.Require();
        using var follower = new Child(["alerts", "--follow", "--site", "Pier", "--json", .. Where]);
        var room = 0;
        await Child.UntilAsync(async () =>
        {
            await SendWarmRoomAsync($"pier-{++room}", "Pier", celsius: 26);
            return follower.Output.Any(l => l.Contains("\"state\"", StringComparison.Ordinal));
        }, "an alert came", () => follower.Errors);
        var alert = JsonDocument.Parse(follower.Output.First(l => l.Contains("\"state\"", StringComparison.Ordinal))).RootElement;
        Assert.Equal(("Pier", "RAISED", "CRITICAL"), (Text(alert, "site"), Text(alert, "state"), Text(alert, "severity")));
        Assert.Equal(0, await follower.StopAsync("INT"));
        Assert.Empty(follower.Errors);
    }

    [Fact]
    public async Task A_dead_letter_is_listed_shown_and_replayed_once()
    {
        Broker.Require();
        var key = "poison-" + Guid.NewGuid().ToString("N");
        SendRaw(key, [1, 2, 3]);
        await Child.UntilAsync(async () => (await LettersAsync(key)).Count > 0, "a dead letter stood", () => system.Worker.Errors);
        var letter = (await LettersAsync(key)).Single();
        var id = Text(letter, "id")!;
        Assert.False(letter.GetProperty("replayed").GetBoolean());
        Assert.NotEmpty(Text(letter, "stage")!);

        var shown = (await Invocation.SucceedAsync("dead-letters", "show", id, "-b", system.Address, "--json")).Json.Single();
        Assert.Equal("010203", Text(shown, "value"));
        Assert.StartsWith("hvac.readings-", Text(shown, "origin"), StringComparison.Ordinal);
        Assert.Contains("01 02 03", (await Invocation.SucceedAsync("dead-letters", "show", id, "-b", system.Address)).Output, StringComparison.Ordinal);

        Assert.Equal("would be replayed", await ReplayAsync(id, "--dry-run"));
        Assert.Equal(1, CountOf(key));
        Assert.Equal("replayed", await ReplayAsync(id));
        Assert.Equal("was replayed before", await ReplayAsync(id));
        Assert.Equal(2, CountOf(key));
        Assert.True((await LettersAsync(key)).Single(l => Text(l, "id") == id).GetProperty("replayed").GetBoolean());

        var unknown = await Invocation.RunAsync("dead-letters", "show", "0/999999", "-b", system.Address);
        Assert.Contains("there is no dead letter 0/999999 in 'hvac.readings.dead-letters'", unknown.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, unknown.Code);
    }

    [Fact]
    public async Task A_recording_older_than_the_topics_retention_is_warned_of()
    {
        Broker.Require();
        var run = await Invocation.SucceedAsync(["replay", Room("old-1", "Old", 21, DateTimeOffset.UnixEpoch.AddYears(40)), .. Csv, .. Where]);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("warning: hvac.readings keeps records for 7 d and the recording begins at 2010-01-01T00:00:00Z", lines[0], StringComparison.Ordinal);
        Assert.Contains("--shift-to-now", lines[0], StringComparison.Ordinal);
        Assert.Equal("millrace: sent 13 readings to hvac.readings", lines[1]);
    }

    [Fact]
    public async Task A_fleet_is_simulated_to_its_last_reading()
    {
        Broker.Require();
        var run = await Invocation.SucceedAsync(["simulate", "--devices", "20", "--rate", "1000", "--count", "500", .. Where]);
        Assert.Equal("millrace: sent 500 records to hvac.readings", run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    [Fact]
    public async Task A_registry_that_is_away_is_named()
    {
        Broker.Require();
        var port = Broker.FreePort();
        var run = await Invocation.RunAsync("simulate", "-b", system.Address, "--registry", $"http://localhost:{port}");
        Assert.Contains($"http://localhost:{port}/", run.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(3, run.Code);
    }

    [Fact]
    public async Task A_second_worker_on_the_machine_runs_beside_the_first_and_stops_on_sigterm()
    {
        Broker.Require();
        var port = Broker.FreePort();
        using var second = system.Start("second", port);
        await RunningSystem.ReadyAsync(second, port);
        Assert.Equal(0, await second.StopAsync("TERM"));
        Assert.False(system.Worker.HasEnded, system.Worker.Errors);
    }

    [Fact]
    public async Task The_doctor_finds_everything_well()
    {
        Broker.Require();
        var run = await Invocation.SucceedAsync(["doctor", "--json", .. Where]);
        Assert.All(run.Json, f => Assert.Equal("good", Text(f, "state")));
        Assert.Contains(run.Json, f => Text(f, "check") == "topics");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<string> Csv =>
        ["--format", "csv", "--map", "timestamp=at", "--map", "site=site", "--map", "ambientTemperature=is", "--map", "desiredTemperature=want"];

    private IEnumerable<string> Where => ["-b", system.Address, "--registry", system.Registry];

    private static string? Text(JsonElement at, string name) => at.GetProperty(name).GetString();

    private async Task SendWarmRoomAsync(string device, string site, double celsius) =>
        await Invocation.SucceedAsync(["replay", Room(device, site, celsius, DateTimeOffset.UtcNow), "--shift-to-now", .. Csv, .. Where]);

    /// <summary>A recording of 13 minutes in a room that is to have 20 degrees.</summary>
    private string Room(string device, string site, double celsius, DateTimeOffset from)
    {
        var path = Path.Combine(_folder.FullName, device + ".csv");
        var rows = Enumerable.Range(0, 13).Select(m => FormattableString.Invariant($"{from.UtcDateTime.AddMinutes(m):yyyy-MM-ddTHH:mm:ssZ},{site},{celsius},20"));
        File.WriteAllLines(path, rows.Prepend("at,site,is,want"));
        return path;
    }

    private async Task<IReadOnlyList<string?>> AlarmsAsync(params string[] filter)
    {
        var run = await Invocation.SucceedAsync(["alerts", "--json", .. Where, .. filter]);
        return [.. run.Json.Select(a => Text(a, "deviceId")).Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<JsonElement>> LettersAsync(string key) =>
        (await Invocation.SucceedAsync("dead-letters", "list", "--match", key, "-b", system.Address, "--json")).Json;

    private async Task<string?> ReplayAsync(params string[] args)
    {
        var run = await Invocation.SucceedAsync(["dead-letters", "replay", .. args, "-b", system.Address, "--json"]);
        return Text(run.Json.Single(), "state");
    }

    private NativeTransport Transport() => new(new KafkaClientOptions { BootstrapServers = system.Address });

    private void SendRaw(string key, byte[] value)
    {
        using var sink = Transport().CreateSink(new RecordSinkOptions());
        sink.Open("hvac.readings").Send(0, true, Encoding.UTF8.GetBytes(key), true, value, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), null);
        sink.Flush(Child.Patience);
    }

    private int CountOf(string key)
    {
        var count = 0;
        new TopicScan(Transport()).ReadAll(
            "hvac.readings",
            (_, record) => count += record.HasKey && Encoding.UTF8.GetString(record.Key) == key ? 1 : 0,
            TestContext.Current.CancellationToken);
        return count;
    }
}
