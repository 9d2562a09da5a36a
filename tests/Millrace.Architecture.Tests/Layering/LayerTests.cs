using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Layering;

public sealed class LayerTests
{
    public static TheoryData<string> ProductProjects { get; } = [.. Layers.Allowed.Keys];

    [Fact]
    public void Every_project_refers_only_to_what_lies_below_it() =>
        Verdict.NoComplaint(Repository.Projects.SelectMany(LayerCheck.Project));

    [Fact]
    public void Every_source_names_only_what_its_project_may_name() =>
        Verdict.NoComplaint(Repository.Sources.SelectMany(LayerCheck.Source));

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_compiled_assembly_refers_only_to_what_lies_below_it(string project)
    {
        // The last folder of artifacts/bin/<project>/<configuration> is this run's configuration.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\')).Name;
        var assembly = Path.Combine(Repository.Root, "artifacts", "bin", project, configuration, project + ".dll");
        Assert.SkipUnless(File.Exists(assembly), $"{project} has not been built as {configuration}.");

        Verdict.NoComplaint(LayerCheck.Assembly(project, References(assembly)));
    }

    [Fact]
    public void Every_layer_is_a_project() =>
        Verdict.NoComplaint(Layers.Allowed.Keys.Except(Repository.Projects.Select(static project => project.Name)));

    [Fact]
    public void An_arrow_that_points_up_is_found()
    {
        var kafka = ProjectFile.Parse(
            "src/Millrace.Kafka/Millrace.Kafka.csproj",
            """<Project><ItemGroup><ProjectReference Include="..\Millrace.Hosting\Millrace.Hosting.csproj" /></ItemGroup></Project>""");

        Assert.Equal(["src/Millrace.Kafka/Millrace.Kafka.csproj: may not refer to Millrace.Hosting."], LayerCheck.Project(kafka));
    }

    [Fact]
    public void A_project_without_a_place_is_found()
    {
        var stranger = ProjectFile.Parse("src/Millrace.Stranger/Millrace.Stranger.csproj", "<Project />");

        Assert.Contains("has no place in the layers", Assert.Single(LayerCheck.Project(stranger)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Confluent.Kafka")]
    [InlineData("RocksDB")]
    public void A_package_that_belongs_to_another_project_is_found(string package)
    {
        var hosting = ProjectFile.Parse(
            "src/Millrace.Hosting/Millrace.Hosting.csproj",
            $"""<Project><ItemGroup><PackageReference Include="{package}" /></ItemGroup></Project>""");

        Assert.Contains($"may refer to the package {package}", Assert.Single(LayerCheck.Project(hosting)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using Confluent.Kafka;")]
    [InlineData("using Confluent.Kafka.Admin;")]
    [InlineData("class C { Confluent.Kafka.Headers? _headers; }")]
    [InlineData("class C { int M() => Confluent.Kafka.Library.Version; }")]
    [InlineData("using RocksDbSharp;")]
    [InlineData("class C { static extern int rd_kafka_version(); }")]
    [InlineData("class C { static extern int rocksdb_open(); }")]
    public void A_name_that_belongs_to_another_project_is_found(string code) =>
        Assert.NotEmpty(LayerCheck.Source(new("src/Millrace.Hosting/Sample.cs", code)));

    [Fact]
    public void A_name_in_a_comment_or_a_string_is_no_reference() =>
        Assert.Empty(LayerCheck.Source(new("src/Millrace.Hosting/Sample.cs", """/* Confluent.Kafka */ class C { string s = "rocksdb_open"; }""")));

    [Fact]
    public void A_compiled_reference_that_points_up_or_sideways_is_found() =>
        Assert.Equal(2, LayerCheck.Assembly("Millrace.RocksDb", ["Millrace", "Millrace.Kafka", "Confluent.Kafka"]).Count());

    private static string[] References(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(assembly));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
