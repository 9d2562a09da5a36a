using System.CommandLine;

namespace Millrace.Cli.Infrastructure;

/// <summary>The options of every command.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object a line, for programs", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Log more, and show the stack trace of an error", Recursive = true };
}
