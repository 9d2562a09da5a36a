using Millrace.Cli.Tests.Support;
using Millrace.SchemaRegistry;

namespace Millrace.Cli.Tests.Schemas;

/// <summary><c>millrace schemas</c> against a registry in this process.</summary>
public sealed class SchemasTests : IAsyncLifetime
{
    private const string Map = "plant.readings-value=Reading";
    private const string Id = """{"name":"id","type":"string"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-schemas-").FullName;
    private DevelopmentRegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await DevelopmentRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_repositorys_schemas_are_registered_under_the_subjects_of_the_workers_topics()
    {
        var first = await RunAsync("check", Repository);
        Assert.Equal(0, first.Code);
        Assert.All(first.Json, row => Assert.Equal("would be new", row.GetProperty("outcome").GetString()));

        var registered = await RunAsync("register", Repository);
        Assert.Equal(0, registered.Code);
        Assert.Contains(registered.Json, row => row.GetProperty("subject").GetString() == "hvac.readings-value" && row.GetProperty("record").GetString()!.EndsWith("HvacReading", StringComparison.Ordinal));

        Assert.All((await RunAsync("check", Repository)).Json, row => Assert.Equal("is registered", row.GetProperty("outcome").GetString()));
        var list = await RunAsync("list");
        Assert.Equal(registered.Json.Count, list.Json.Count);
        Assert.All(list.Json, row => Assert.Equal("Backward", row.GetProperty("compatibility").GetString()));
        var diff = await RunAsync("diff", Repository);
        Assert.Equal((0, ""), (diff.Code, diff.Output));
    }

    [Fact]
    public async Task A_schema_that_would_be_refused_ends_with_1_and_names_the_field_and_nothing_is_registered()
    {
        await SeedAsync(Id);
        Write(Id, """{"name":"site","type":"string"}""");

        var check = await RunAsync("check", _folder, "--map", Map);
        var register = await RunAsync("register", _folder, "--map", Map, "--map", "plant.copies-value=Reading");

        Assert.Equal((1, 1), (check.Code, register.Code));
        Assert.Equal("would be refused", Assert.Single(check.Json).GetProperty("outcome").GetString());
        Assert.Contains("'plant.readings-value' refuses plant.Reading: it cannot read version 1: field 'site'", check.ErrorLine, StringComparison.Ordinal);
        Assert.Single((await RunAsync("list")).Json);
    }

    [Fact]
    public async Task A_schema_that_fits_would_be_the_next_version()
    {
        await SeedAsync(Id);
        Write(Id, """{"name":"site","type":"string","default":""}""");

        var check = await RunAsync("check", _folder, "--map", Map);

        Assert.Equal(0, check.Code);
        Assert.Equal(("would be accepted", 2), (check.Json[0].GetProperty("outcome").GetString(), check.Json[0].GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Differences_are_told_field_by_field_and_end_with_1()
    {
        await SeedAsync(Id, """{"name":"old","type":"int"}""", """{"name":"value","type":"float"}""");
        Write(Id, """{"name":"site","type":["null","string"],"default":null}""", """{"name":"value","type":"double","default":0}""");

        var diff = await RunAsync("diff", _folder, "--map", Map);

        Assert.Equal(1, diff.Code);
        Assert.Equal(
            ["+ site: null | string = null", "~ value: float -> double", "~ value: default none -> 0", "- old: int"],
            diff.Json.Select(row => row.GetProperty("change").GetString()));
    }

    [Fact]
    public async Task State_must_be_readable_in_every_version_whatever_the_registry_demands()
    {
        using var client = Client();
        await client.SetCompatibilityAsync(null, CompatibilityLevel.None);
        await client.RegisterAsync("app-tallies-changelog-value", new RegistrySchema(Text(Id)));
        Write(Id, """{"name":"site","type":"string"}""");

        var check = await RunAsync("check", _folder, "--map", "app-tallies-changelog-value=Reading");

        Assert.Equal(1, check.Code);
        Assert.Contains("state of version 1 cannot be read: field 'site'", check.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_schema_is_named_with_its_file_and_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "bad.avsc"), """{"type":"record","name":"Bad","fields":[{"name":"a","type":"nosuch"}]}""");

        var check = await RunAsync("check", _folder);

        Assert.Equal(2, check.Code);
        Assert.Contains("bad.avsc(1,", check.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("nosuch", check.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-folder", Map, "<folder>: 'no-such-folder' does not exist")]
    [InlineData(null, "plant.readings-value", "--map: 'plant.readings-value' is not subject=record")]
    [InlineData(null, "a-value=Nobody", "--map: 'Nobody' is no record of the folder")]
    public async Task Wrong_use_is_told_in_one_line(string? folder, string map, string message)
    {
        Write(Id);

        var check = await RunAsync("check", folder ?? _folder, "--map", map);

        Assert.Equal(2, check.Code);
        Assert.Contains(message, check.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_ends_with_3()
    {
        var url = _registry.Url;
        await _registry.DisposeAsync();

        var list = await Invocation.RunAsync("schemas", "list", "--registry", url.AbsoluteUri);

        Assert.Equal(3, list.Code);
        Assert.Contains($"{url.Port}", list.ErrorLine, StringComparison.Ordinal);
        _registry = await DevelopmentRegistry.StartAsync();
    }

    [Fact]
    public async Task A_registry_that_was_not_named_or_is_none_is_wrong_use()
    {
        Assert.Contains("'ftp://x/'", (await Invocation.RunAsync("schemas", "list", "--registry", "ftp://x")).ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, (await Invocation.RunAsync("schemas", "list", "--registry", "localhost")).Code);
    }

    private static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Processing.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return Path.Combine(folder, "schemas");
        }
    }

    private static string Text(params string[] fields) =>
        $$"""{"type":"record","name":"Reading","namespace":"plant","fields":[{{string.Join(',', fields)}}]}""";

    private void Write(params string[] fields) => File.WriteAllText(Path.Combine(_folder, "Reading.avsc"), Text(fields));

    private SchemaRegistryClient Client() => new(SchemaRegistryOptions.Parse(_registry.Url.AbsoluteUri));

    private async Task SeedAsync(params string[] fields)
    {
        using var client = Client();
        await client.RegisterAsync("plant.readings-value", new RegistrySchema(Text(fields)));
    }

    private Task<Invocation> RunAsync(string command, params string[] arguments) =>
        Invocation.RunAsync(["schemas", command, .. arguments, "--registry", _registry.Url.AbsoluteUri, "--json"]);
}
