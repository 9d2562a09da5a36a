using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests.Running;

/// <summary>The command as it was built with these tests. The launcher's part, <c>./millrace</c>, is tested with the launcher.</summary>
internal static class BuiltCommand
{
    /// <summary>What a shell expects of a program that a signal ended: Ctrl-C, SIGTERM.</summary>
    public static IReadOnlyList<int> Stopped { get; } = [130, 143];

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public static string Program => Dotnet;

    /// <summary>What stands before the command's own arguments.</summary>
    public static string[] Arguments { get; } = [Path.Combine(Checkout.Root, "artifacts", "bin", "Millrace.Cli", Configuration, "Millrace.Cli.dll")];

    /// <summary>The configuration of this build: the last folder of <c>artifacts/bin/PROJECT/CONFIGURATION</c>.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\')).Name;
}
