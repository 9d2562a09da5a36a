using System.Diagnostics;

namespace Millrace.Kafka.Tests.Support;

/// <summary>The Kafka distribution that real-cluster tests start brokers from.</summary>
internal static class KafkaHome
{
    /// <summary>Its folder, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Skips the test where there is none.</summary>
    public static void Require() => Assert.SkipUnless(Folder is not null, "needs a Kafka distribution: set MILLRACE_KAFKA_HOME");

    /// <summary>Runs one of its scripts and gives what it printed.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder!, script), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{script} {string.Join(' ', arguments)}: {output} {errors.GetAwaiter().GetResult()}");
    }

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("MILLRACE_KAFKA_HOME") ?? Path.Combine(Root(), "..", "shared", "kafka");
        return File.Exists(Path.Combine(folder, "kafka-start")) ? Path.GetFullPath(folder) : null;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Processing.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
