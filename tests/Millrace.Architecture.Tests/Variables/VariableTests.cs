using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Variables;

/// <summary>Environment variables and test suites are written down in CONTRIBUTING.md, all of them.</summary>
public sealed partial class VariableTests
{
    [Fact]
    public void Every_environment_variable_that_the_code_reads_is_documented() =>
        Verdict.NoComplaint(Used().Except(Documented()).Select(static name => $"{name} is read but not in CONTRIBUTING.md."));

    [Fact]
    public void Every_suite_of_long_runs_is_documented() =>
        Verdict.NoComplaint(Suites(Repository.Sources.Select(static source => source.Text))
            .Where(static suite => !Repository.ReadText("CONTRIBUTING.md").Contains($"`{suite}`", StringComparison.Ordinal))
            .Select(static suite => $"The suite {suite} is not in CONTRIBUTING.md."));

    [Fact]
    public void Variables_and_suites_are_seen_in_code()
    {
        Assert.Equal(["MILLRACE" + "_SAMPLE"], Variables(["Environment.GetEnvironmentVariable(\"MILLRACE" + "_SAMPLE\")"]));
        Assert.Equal(["sample"], Suites(["[Trait(\"Suite" + "\", \"sample\")]"]));
    }

    private static IEnumerable<string> Documented() => Variables([Repository.ReadText("CONTRIBUTING.md")]);

    private static IEnumerable<string> Used() =>
        Variables(Repository.Files.Where(static file => !file.EndsWith(".md", StringComparison.Ordinal)).Select(Repository.ReadText)).Except(Own());

    // The launcher's parts tell each other where they are by these; nobody sets them.
    private static IEnumerable<string> Own() => ["MILLRACE" + "_ROOT", "MILLRACE" + "_HOME"];

    private static IEnumerable<string> Variables(IEnumerable<string> texts) =>
        texts.SelectMany(static text => Variable().Matches(text)).Select(static match => match.Value).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Suites(IEnumerable<string> texts) =>
        texts.SelectMany(static text => Suite().Matches(text)).Select(static match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("\\bMILLRACE_[A-Z][A-Z_]*[A-Z]\\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("Trait\\(\"Suite\", \"(?<name>[a-z-]+)\"\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suite();
}
