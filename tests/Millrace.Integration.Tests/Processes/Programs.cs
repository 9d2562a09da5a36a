using System.Runtime.InteropServices;

// Each test has two processors or so to itself, and starts processes that want them all.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Millrace.Integration.Tests.Processes;

/// <summary>The programs that the tests start, as the build left them.</summary>
internal static class Programs
{
    public const string Hvac = "Hvac";
    public const string ColdPath = "ColdPath";
    public const string Millrace = "Millrace.Cli";

    /// <summary>The runtime that runs these tests.</summary>
    public static string Dotnet { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The folder of a program: a sibling of this one, built in the same configuration.</summary>
    public static string FolderOf(string program)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent!.Parent!.FullName, program, own.Name);
    }
}
