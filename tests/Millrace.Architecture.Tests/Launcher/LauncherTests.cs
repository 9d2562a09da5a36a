namespace Millrace.Architecture.Tests.Launcher;

/// <summary>What ./millrace promises, whatever SDK and feed there are.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string AllWell = "   A  Total: 5, Errors: 0, Failed: 0, Skipped: 2, Not Run: 0, Time: 0.1s\n";
    private const string OneFailed = "    A.B.C [FAIL]\n   B  Total: 4, Errors: 1, Failed: 1, Skipped: 0, Not Run: 0, Time: 0.1s\n";

    private readonly LauncherSandbox _sandbox;

    public LauncherTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The launcher needs bash.");
        _sandbox = new LauncherSandbox();
    }

    [Fact]
    public async Task The_counts_of_all_projects_and_the_format_are_added_up()
    {
        _sandbox.TestProject("A", AllWell, 0);
        _sandbox.TestProject("B", AllWell, 0);

        var (exitCode, output, _) = await _sandbox.RunAsync("test");

        Assert.Equal("7 passed, 0 failed, 4 skipped", LastLine(output));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_failure_and_an_error_outside_the_tests_fail_the_run_and_are_shown()
    {
        _sandbox.TestProject("A", AllWell, 0);
        _sandbox.TestProject("B", OneFailed, 1);

        var (exitCode, output, _) = await _sandbox.RunAsync("test");

        Assert.Equal("7 passed, 2 failed, 2 skipped", LastLine(output));
        Assert.Contains("A.B.C [FAIL]", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(134)]
    public async Task A_project_that_dies_before_its_summary_counts_as_failed(int code)
    {
        _sandbox.TestProject("A", "Unhandled exception.\n", code);

        var (exitCode, output, _) = await _sandbox.RunAsync("test");

        Assert.Equal("1 passed, 1 failed, 0 skipped", LastLine(output));
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_build_that_fails_is_shown_and_ends_with_the_counts()
    {
        _sandbox.TestProject("A", AllWell, 0);
        _sandbox.Write("fake/build-fails", "");

        var (exitCode, output, _) = await _sandbox.RunAsync("test");

        Assert.Contains("error CS0000: broken", output, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed, 0 skipped", LastLine(output));
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_wrong_format_fails_the_run()
    {
        _sandbox.TestProject("A", AllWell, 0);
        _sandbox.Write("fake/format-fails", "");

        var (exitCode, output, _) = await _sandbox.RunAsync("test");

        Assert.Equal("3 passed, 1 failed, 2 skipped", LastLine(output));
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_default_run_leaves_suites_out_and_a_suite_runs_alone()
    {
        _sandbox.TestProject("A", AllWell, 0);

        await _sandbox.RunAsync("test");
        await _sandbox.RunAsync("test", "--suite", "faults", "--filter", "Kill");

        var runs = _sandbox.Calls.Where(static call => call.Contains("A.dll", StringComparison.Ordinal)).ToArray();
        Assert.EndsWith("-trait- Suite=*", runs[0], StringComparison.Ordinal);
        Assert.EndsWith("-trait Suite=faults -trait Part=faults -method *Kill*", runs[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suite_that_nobody_has_is_no_success()
    {
        _sandbox.TestProject("A", "   A  Total: 0\n", 0);

        var (exitCode, output, _) = await _sandbox.RunAsync("test", "--suite", "nope");

        Assert.Equal("0 passed, 1 failed, 0 skipped", LastLine(output));
        Assert.Equal(1, exitCode);
    }

    [Theory]
    [InlineData("test", "--frobnicate")]
    [InlineData("test", "--suite")]
    [InlineData("natives", "--frobnicate")]
    public async Task Wrong_use_is_named_in_one_line_with_exit_code_2(params string[] arguments)
    {
        var (exitCode, output, error) = await _sandbox.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(arguments[^1], Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_has_stdout_and_the_exit_code_to_itself()
    {
        var (exitCode, output, error) = await _sandbox.RunAsync("demo", "--json", "two words");

        Assert.Equal("program: demo --json two words\n", output);
        Assert.Equal(7, exitCode);
        Assert.Contains("building the command", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_is_built_again_only_when_something_changed()
    {
        await _sandbox.RunAsync("demo");
        await _sandbox.RunAsync("demo");
        Assert.Equal(1, Builds());

        // Later than the stamp of the build, without waiting for a clock that may be coarse.
        _sandbox.Write("src/Sample/Sample.cs", "changed");
        File.SetLastWriteTimeUtc(_sandbox.PathOf("src/Sample/Sample.cs"), DateTime.UtcNow.AddMinutes(1));
        await _sandbox.RunAsync("demo");
        Assert.Equal(2, Builds());

        int Builds() => _sandbox.Calls.Count(static call => call.StartsWith("build", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_with_the_native_packages_is_asked_once_and_nothing_is_obtained()
    {
        var first = await _sandbox.RunAsync("natives");
        await _sandbox.RunAsync("natives");

        Assert.Contains("come with the NuGet packages", first.Error, StringComparison.Ordinal);
        Assert.Single(_sandbox.Calls, static call => call.StartsWith("restore", StringComparison.Ordinal));
        Assert.False(File.Exists(_sandbox.PathOf(".millrace/natives.props")));
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task Without_a_command_it_teaches(params string[] arguments)
    {
        var (exitCode, output, _) = await _sandbox.RunAsync(arguments);

        Assert.Equal(0, exitCode);
        Assert.Contains("./millrace demo", output, StringComparison.Ordinal);
        Assert.Contains("./millrace test", output, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Calls);
    }

    public void Dispose() => _sandbox?.Dispose();

    private static string LastLine(string output) => output.TrimEnd('\n').Split('\n')[^1];
}
