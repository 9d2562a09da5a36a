namespace Millrace.Cli.Tests.Deployment;

/// <summary>No image can be pulled where these tests run, so the files are held against the program instead.</summary>
public sealed class DeploymentTests
{
    private static readonly string Root = FindRoot();
    private static readonly string ComposeText = File.ReadAllText(Path.Combine(Root, "docker-compose.yml"));
    private static readonly ComposeFile Compose = ComposeFile.Parse(ComposeText);
    private static readonly Dockerfile Docker = Dockerfile.Parse(File.ReadAllText(Path.Combine(Root, "Dockerfile")));

    [Fact]
    public void The_cluster_has_three_kafka_nodes_a_registry_the_topics_both_workers_and_a_building()
    {
        Assert.Equal(3, Compose.Services.Values.Count(static service => service.Image.StartsWith("apache/kafka:", StringComparison.Ordinal)));
        Assert.Superset(new HashSet<string>(["registry", "topics", "hvac", "cold-path", "simulator"], StringComparer.Ordinal), Compose.Services.Keys.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_service_is_limited_and_waits_only_for_what_there_is() => NoComplaint(DeploymentCheck.Structure(Compose));

    [Fact]
    public void Every_command_is_one_that_the_program_knows() => NoComplaint(DeploymentCheck.Commands(Compose));

    [Fact]
    public void Every_setting_is_one_that_a_worker_knows() =>
        NoComplaint(Compose.Services.Values.SelectMany(static service => DeploymentCheck.Settings(service.Name, service.Image, service.Environment)).Concat(DeploymentCheck.Settings("Dockerfile", "", Docker.Environment)));

    [Fact]
    public void Every_address_is_one_that_somebody_listens_at() => NoComplaint(DeploymentCheck.Addresses(Compose));

    [Fact]
    public void A_workers_health_is_asked_where_it_is_served() => NoComplaint(DeploymentCheck.Health(Compose));

    [Fact]
    public void Every_topic_is_one_that_a_topology_needs() => NoComplaint(DeploymentCheck.Topics(ComposeText, DeploymentCheck.KnownTopics()));

    [Fact]
    public void Every_image_is_one_that_the_Dockerfile_builds() => NoComplaint(DeploymentCheck.Targets(Compose, Docker));

    [Fact]
    public void The_images_start_programs_that_there_are_and_not_as_root()
    {
        string[] programs = [.. new[] { "src", "topologies" }.SelectMany(static area => Directory.EnumerateDirectories(Path.Combine(Root, area))).Select(static folder => Path.GetFileName(folder) + ".dll")];

        Assert.NotEmpty(Docker.Assemblies);
        Assert.Subset(programs.ToHashSet(StringComparer.Ordinal), Docker.Assemblies.ToHashSet(StringComparer.Ordinal));
        Assert.Equal("$APP_UID", Docker.LastUserBeforePrograms);
    }

    [Theory]
    [InlineData("services: { a: { image: x } }", "no limits")]
    [InlineData("services: { a: { deploy: { resources: { limits: { cpus: 1, memory: 1G } } } } }", "no image")]
    [InlineData("services: { a: { image: x, depends_on: { b: { condition: service_started } }, deploy: { resources: { limits: { cpus: 1, memory: 1G } } } } }", "which is no service")]
    [InlineData("services: { a: { image: x, volumes: ['data:/data'], deploy: { resources: { limits: { cpus: 1, memory: 1G } } } } }", "is not declared")]
    public void A_hole_in_the_structure_is_found(string yaml, string complaint) =>
        Assert.Contains(complaint, Assert.Single(DeploymentCheck.Structure(ComposeFile.Parse(yaml))), StringComparison.Ordinal);

    [Theory]
    [InlineData("[topics, craete]")]
    [InlineData("[topics, create, --partitons, '6']")]
    public void A_command_that_the_program_does_not_know_is_found(string command) =>
        Assert.NotEmpty(DeploymentCheck.Commands(ComposeFile.Parse($"services: {{ a: {{ image: millrace/cli, command: {command} }} }}")));

    [Theory]
    [InlineData("Millrace__BootstrapServer", "localhost:9092")]
    [InlineData("Millrace__Health__Port", "99999")]
    [InlineData("Topologies__ReadingsArchive__Folder", "/data")]
    public void A_setting_that_a_worker_does_not_know_is_found(string name, string value) =>
        Assert.NotEmpty(DeploymentCheck.Settings("a", "millrace/cold-path", new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value }));

    [Fact]
    public void An_address_where_nobody_listens_is_found() =>
        Assert.Equal(
            ["a: nobody listens at kafka-9:9092."],
            DeploymentCheck.Addresses(ComposeFile.Parse("services: { a: { image: x, environment: { Millrace__BootstrapServers: 'kafka-9:9092' } } }")));

    [Fact]
    public void A_health_check_of_another_port_or_path_is_found() =>
        Assert.Equal(2, DeploymentCheck.Health(ComposeFile.Parse("services: { a: { image: x, environment: { Millrace__Health__Port: 8080 }, healthcheck: { test: [CMD, curl] } } }")).Count());

    [Fact]
    public void A_topic_that_no_topology_needs_is_found() =>
        Assert.Equal(["The topic hvac.reeding is one that no topology needs."], DeploymentCheck.Topics("hvac.readings hvac.reeding hvac.alerts", DeploymentCheck.KnownTopics()));

    [Fact]
    public void A_stage_that_the_Dockerfile_lacks_is_found() =>
        Assert.Equal(["a: the Dockerfile has no stage dashboard."], DeploymentCheck.Targets(ComposeFile.Parse("services: { a: { image: millrace/dashboard } }"), Docker));

    private static void NoComplaint(IEnumerable<string> complaints)
    {
        var all = string.Join(Environment.NewLine, complaints);
        Assert.True(all.Length == 0, all);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Processing.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No Processing.sln above {AppContext.BaseDirectory}.");
        }

        return folder;
    }
}
