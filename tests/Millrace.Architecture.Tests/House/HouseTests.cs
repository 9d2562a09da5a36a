using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.House;

public sealed class HouseTests
{
    [Fact]
    public void No_file_is_longer_than_500_lines() =>
        Verdict.NoComplaint(Repository.Files.SelectMany(static file => TextCheck.Length(file, Repository.ReadText(file))));

    [Fact]
    public void No_file_names_a_place_on_one_machine() =>
        Verdict.NoComplaint(Repository.Files.SelectMany(static file => TextCheck.MachinePaths(file, Repository.ReadText(file))));

    [Fact]
    public void Every_source_keeps_the_house_rules() =>
        Verdict.NoComplaint(Repository.Sources.SelectMany(SourceCheck.Check));

    [Theory]
    [InlineData(500, 0)]
    [InlineData(501, 1)]
    public void A_file_that_is_too_long_is_found(int lines, int complaints) =>
        Assert.Equal(complaints, TextCheck.Length("src/Long.cs", string.Concat(Enumerable.Repeat("x\n", lines))).Count());

    [Theory]
    [InlineData("home")]
    [InlineData("root")]
    [InlineData("work")]
    public void A_place_on_one_machine_is_found(string top) =>
        Assert.Equal([$"a.md:2: names a place on one machine, /{top}/somebody"], TextCheck.MachinePaths("a.md", $"see\n  '/{top}/somebody/notes'"));

    [Theory]
    [InlineData("https://example.org/home/page")]
    [InlineData("../home/shared")]
    [InlineData("$HOME/home/x")]
    public void An_address_or_a_relative_path_is_no_such_place(string text) =>
        Assert.Empty(TextCheck.MachinePaths("a.md", text));

    [Theory]
    [InlineData("class C {\n#region x\n#endregion\n}", "a region.")]
    [InlineData("// TO" + "DO: later\nclass C { }", "a note of unfinished work.")]
    [InlineData("#pragma warning disable CA1000\nclass C { }", "a warning is disabled without a reason beside or above it.")]
    [InlineData("class C { void M() { try { } catch (Exception) { } } }", "swallows every exception.")]
    [InlineData("class C { void M() { try { } catch { } } }", "swallows every exception.")]
    [InlineData("class C { void M() => Thread.Sleep(1); }", "a test waits for a barrier or a clock of its own, it does not sleep.")]
    public void A_broken_house_rule_is_found(string code, string complaint) =>
        Assert.EndsWith(complaint, Assert.Single(SourceCheck.Check(new("tests/Sample.Tests/Sample.cs", code))), StringComparison.Ordinal);

    [Theory]
    [InlineData("#pragma warning disable CA1000 // the DSL's shape\nclass C { }")]
    [InlineData("// The DSL's shape.\n#pragma warning disable CA1000\nclass C { }")]
    [InlineData("class C { void M() { try { } catch (FileNotFoundException) { } } }")]
    public void What_has_its_reason_is_left_alone(string code) =>
        Assert.Empty(SourceCheck.Check(new("src/Sample/Sample.cs", code)));
}
