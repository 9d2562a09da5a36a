using Xunit.Runner.InProc.SystemConsole;

namespace Millrace.Archive.Tests;

internal static class Program
{
    // A test that kills a worker starts this program again to be one.
    private static async Task<int> Main(string[] args) =>
        args is [ChildProcess.Verb, var folder, var until] ? ChildProcess.Run(folder, long.Parse(until)) : await ConsoleRunner.Run(args);
}
