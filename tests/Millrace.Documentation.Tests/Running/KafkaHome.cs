using System.Diagnostics;
using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests.Running;

/// <summary>The Kafka distribution that brokers are started from.</summary>
internal static class KafkaHome
{
    /// <summary>Its folder, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Skips the test where there is none.</summary>
    public static void Require() => Assert.SkipUnless(Folder is not null, "needs a Kafka distribution: set MILLRACE_KAFKA_HOME");

    /// <summary>Runs one of its programs to its end and gives what it printed.</summary>
    public static string Run(string program, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder!, program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)}: {output} {errors.GetAwaiter().GetResult()}");
    }

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("MILLRACE_KAFKA_HOME") ?? Path.Combine(Checkout.Root, "..", "shared", "kafka");
        return File.Exists(Path.Combine(folder, "kafka-start")) ? Path.GetFullPath(folder) : null;
    }
}
