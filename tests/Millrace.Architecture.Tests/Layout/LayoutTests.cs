using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Layout;

/// <summary>The top level is what a newcomer sees first: nothing of it is missing and nothing is strewn there.</summary>
public sealed class LayoutTests
{
    // Folders and files that the house is drawn with.
    private static readonly string[] Drawn =
    [
        "Processing.sln", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Dockerfile", "docker-compose.yml", "millrace",
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json",
        "src", "schemas", "topologies", "tests", "benchmarks", "docs", "eng",
    ];

    [Fact]
    public void The_top_level_holds_all_that_the_house_is_drawn_with() =>
        Verdict.NoComplaint(Missing(TopLevel()));

    [Fact]
    public void The_top_level_holds_nothing_else() =>
        Verdict.NoComplaint(Strewn(TopLevel()));

    [Fact]
    public void What_is_missing_or_strewn_is_found()
    {
        string[] entries = [.. Drawn.Skip(1), ".editorconfig", "notes.txt"];

        Assert.Equal(["Processing.sln is missing at the top level."], Missing(entries));
        Assert.Equal(["notes.txt has no place at the top level."], Strewn(entries));
    }

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Verdict.NoComplaint(SolutionCheck.Check(Repository.ReadText("Processing.sln"), Repository.Projects));

    [Fact]
    public void A_project_that_the_solution_lacks_is_found()
    {
        var project = ProjectFile.Parse("src/Millrace.Stranger/Millrace.Stranger.csproj", "<Project />");

        Assert.Equal(["src/Millrace.Stranger/Millrace.Stranger.csproj is not in Processing.sln."], SolutionCheck.Check("", [project]));
    }

    [Fact]
    public void A_project_that_only_the_solution_knows_is_found() =>
        Assert.Equal(
            ["Processing.sln names src/Gone/Gone.csproj, which is not there."],
            SolutionCheck.Check("""Project("{0}") = "Gone", "src\Gone\Gone.csproj", "{1}" """, []));

    [Fact]
    public void Every_part_of_the_product_has_its_tests() =>
        Verdict.NoComplaint(MirrorCheck.Check(Repository.Projects));

    [Fact]
    public void A_part_without_tests_is_found()
    {
        var project = ProjectFile.Parse("src/Millrace.Stranger/Millrace.Stranger.csproj", "<Project />");

        Assert.Equal(["tests/Millrace.Stranger.Tests is missing."], MirrorCheck.Check([project]));
    }

    private static IEnumerable<string> TopLevel() => Repository.Files.Select(static file => file.Split('/')[0]).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Missing(IEnumerable<string> entries) =>
        Drawn.Except(entries).Select(static name => $"{name} is missing at the top level.");

    // Whatever begins with a dot configures a tool and is asked for by that tool's own rules.
    private static IEnumerable<string> Strewn(IEnumerable<string> entries) =>
        entries.Except(Drawn).Where(static name => name[0] != '.').Select(static name => $"{name} has no place at the top level.");
}
