using System.Xml.Linq;
using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Natives;

/// <summary>The native parts are named in three places, for the shell, NuGet and MSBuild; they must not drift apart.</summary>
public sealed class NativeVersionTests
{
    private static readonly IReadOnlyDictionary<string, string> Launcher = Repository.ReadText("eng/natives/versions.sh")
        .Split('\n')
        .Where(static line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
        .Select(static line => line.Split('=', 2))
        .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

    [Theory]
    [InlineData("Confluent.Kafka", "LIBRDKAFKA_VERSION")]
    [InlineData("RocksDB", "ROCKSDB_PACKAGE_VERSION")]
    public void The_launcher_obtains_the_version_that_the_build_asks_for(string package, string variable) =>
        Assert.Equal(PackageVersion(package), Launcher[variable]);

    [Fact]
    public void The_project_that_stands_in_for_librdkafka_has_its_version() =>
        Assert.Equal(
            Launcher["LIBRDKAFKA_VERSION"],
            XDocument.Parse(Repository.ReadText("eng/natives/librdkafka.redist/librdkafka.redist.csproj")).Descendants("Version").Single().Value);

    private static string PackageVersion(string package) =>
        (string)XDocument.Parse(Repository.ReadText("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(element => (string?)element.Attribute("Include") == package)
            .Attribute("Version")!;
}
