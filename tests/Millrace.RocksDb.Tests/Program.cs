using Xunit.Runner.InProc.SystemConsole;

namespace Millrace.RocksDb.Tests;

internal static class Program
{
    // A test that kills a process, or needs a second one, starts this program again.
    private static async Task<int> Main(string[] args) =>
        args is [ChildProcess.Verb, var role, var folder] ? ChildProcess.Run(role, folder) : await ConsoleRunner.Run(args);
}
