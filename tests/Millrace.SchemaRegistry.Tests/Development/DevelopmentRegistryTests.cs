using System.Diagnostics;

namespace Millrace.SchemaRegistry.Tests;

public sealed class DevelopmentRegistryTests : IDisposable
{
    private static readonly RegistrySchema AnInt = new("\"int\"");
    private static readonly RegistrySchema ALong = new("\"long\"");

    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-registry-").FullName;

    private string File => Path.Combine(_folder, "registry.jsonl");

    [Fact]
    public async Task What_was_answered_survives_a_process_that_is_killed()
    {
        await using var doomed = await StartAsync(File);
        using (var client = ClientOf(doomed))
        {
            await client.RegisterAsync("a-value", AnInt);
            await client.SetCompatibilityAsync("a-value", CompatibilityLevel.None);
            await client.RegisterAsync("a-value", ALong);
            await client.DeleteVersionAsync("a-value", 1);
            await client.SetModeAsync(null, RegistryMode.ReadOnly);
        }

        // A copy taken while the registry runs is what a kill would leave: nothing waits in the process.
        var left = Path.Combine(_folder, "left.jsonl");
        using (var copying = Process.Start("cp", [File, left]))
            await copying.WaitForExitAsync();
        await using var heir = await StartAsync(left);
        using var reader = ClientOf(heir);

        Assert.Equal(AnInt, await reader.GetByIdAsync(1));
        Assert.Equal(new SubjectVersion("a-value", 2, 2, ALong), await reader.GetLatestAsync("a-value"));
        Assert.Equal([2], await reader.GetVersionsAsync("a-value"));
        Assert.Equal(CompatibilityLevel.None, await reader.GetCompatibilityAsync("a-value"));
        var refused = await Assert.ThrowsAsync<SchemaRegistryException>(() => reader.RegisterAsync("b", AnInt).AsTask());
        Assert.Equal(RegistryErrorCodes.OperationNotPermitted, refused.ErrorCode);
    }

    [Fact]
    public async Task A_torn_last_line_is_dropped_and_written_over()
    {
        await using (var registry = await StartAsync(File))
        {
            using var client = ClientOf(registry);
            await client.RegisterAsync("a", AnInt);
        }

        await System.IO.File.AppendAllTextAsync(File, """{"event":"registered","subject":"b","ver""");
        await using (var registry = await StartAsync(File))
        {
            using var client = ClientOf(registry);
            Assert.Equal(["a"], await client.GetSubjectsAsync());
            Assert.Equal(2, await client.RegisterAsync("c", ALong));
        }

        Assert.Equal(2, (await System.IO.File.ReadAllLinesAsync(File)).Length);
        await using var last = await StartAsync(File);
        using var reader = ClientOf(last);
        Assert.Equal(["a", "c"], await reader.GetSubjectsAsync());
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused_with_its_line_and_left_alone()
    {
        await System.IO.File.WriteAllTextAsync(File, "dear diary\n");

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => StartAsync(File));

        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
        Assert.Equal("dear diary\n", await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Two_registries_do_not_share_a_file()
    {
        await using var first = await StartAsync(File);

        await Assert.ThrowsAsync<SchemaRegistryException>(() => StartAsync(File));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var first = await StartAsync(file: null);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => DevelopmentRegistry.StartAsync(new DevelopmentRegistryOptions { Port = first.Url.Port }));

        Assert.Contains($"port {first.Url.Port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_broken_rule_of_the_options_is_named_at_once()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => DevelopmentRegistry.StartAsync(new DevelopmentRegistryOptions { Port = 70_000, File = "/no/such/folder/file" }));

        Assert.Contains("70000", error.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_in_memory_needs_no_network_and_shares_nothing()
    {
        using var one = DevelopmentRegistry.CreateClient();
        using var two = DevelopmentRegistry.CreateClient();

        await one.RegisterAsync("a", AnInt);

        Assert.Equal(["a"], await one.GetSubjectsAsync());
        Assert.Empty(await two.GetSubjectsAsync());
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_clients_that_stay_connected()
    {
        var registry = await StartAsync(file: null);
        using var client = ClientOf(registry);
        await client.GetSubjectsAsync();

        await registry.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(2));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<DevelopmentRegistry> StartAsync(string? file) => DevelopmentRegistry.StartAsync(new DevelopmentRegistryOptions { File = file });

    private static SchemaRegistryClient ClientOf(DevelopmentRegistry registry) => new(SchemaRegistryOptions.Parse(registry.Url.AbsoluteUri));
}
