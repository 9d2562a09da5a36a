using System.Diagnostics;
using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Launcher;

/// <summary>The launcher in a checkout of its own, with a 'dotnet' that only writes down what it is asked for.</summary>
internal sealed class LauncherSandbox : IDisposable
{
    // Says what a test run or the program would say, from files that a test lays down beside it.
    private const string Dotnet = """
        #!/usr/bin/env bash
        here=$(dirname "$0")
        echo "$*" >>"$here/calls"
        case $1 in
          --version) echo 10.0.100 ;;
          restore) exit 0 ;;
          build | format) if [ -f "$here/$1-fails" ]; then echo "Sample.cs(1,1): error CS0000: broken"; exit 1; fi
            mkdir -p "$here/../artifacts/bin/Millrace.Cli/release"; touch "$here/../artifacts/bin/Millrace.Cli/release/Millrace.Cli.dll" ;;
          *Millrace.Cli.dll) shift; echo "program: $*"; exit 7 ;;
          *) name=$(basename "$1" .dll); cat "$here/$name.says"; exit "$(cat "$here/$name.exit")" ;;
        esac
        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("millrace-launcher-");

    public LauncherSandbox()
    {
        foreach (var file in Repository.Files.Where(static file => file == "millrace" || file.StartsWith("eng/", StringComparison.Ordinal)))
        {
            Write(file, Repository.ReadText(file));
        }

        Write("fake/dotnet", Dotnet);
        Write("src/Sample/Sample.cs", "");
        Write("topologies/Sample.cs", "");
        Write("schemas/Sample.avsc", "");
        if (!OperatingSystem.IsWindows())
        {
            foreach (var program in (string[])["millrace", "fake/dotnet"])
            {
                File.SetUnixFileMode(PathOf(program), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>What 'dotnet' was asked for so far, without its version.</summary>
    public IReadOnlyList<string> Calls =>
        File.Exists(PathOf("fake/calls")) ? [.. File.ReadLines(PathOf("fake/calls")).Where(static call => call != "--version")] : [];

    public string PathOf(string file) => Path.Combine(_root.FullName, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    /// <summary>Lays down a test project whose program says this and ends so.</summary>
    public void TestProject(string name, string says, int exitCode)
    {
        Write($"tests/{name}/{name}.csproj", "<Project />");
        Write($"fake/{name}.says", says);
        Write($"fake/{name}.exit", $"{exitCode}");
    }

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(PathOf("millrace"), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _root.FullName };
        start.Environment["DOTNET_ROOT"] = PathOf("fake");
        start.Environment["HOME"] = _root.FullName;
        start.Environment.Remove("XDG_CACHE_HOME");
        start.Environment.Remove("MILLRACE_CACHE");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
