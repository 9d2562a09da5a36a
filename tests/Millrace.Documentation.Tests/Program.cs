using Millrace.Documentation.Tests.Snippets;
using Xunit.Runner.InProc.SystemConsole;

namespace Millrace.Documentation.Tests;

internal static class Program
{
    /// <summary>Before the arguments of the worker that README describes.</summary>
    internal const string Worker = "--worker";

    // A test that runs README's worker starts this program again to be one.
    private static async Task<int> Main(string[] args) =>
        args is [Worker, .. var rest] ? await TooWarmWorker.RunAsync(rest) : await ConsoleRunner.Run(args);
}
