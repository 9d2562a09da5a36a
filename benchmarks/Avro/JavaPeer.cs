using System.Diagnostics;

namespace Millrace.Avro.Benchmarks;

/// <summary>Apache Avro for Java, as every Kafka carries it, in a program of its own.</summary>
internal static class JavaPeer
{
    public static void Run(string schema, string older, byte[] datum, byte[] olderDatum)
    {
        var libraries = Path.Combine(Environment.GetEnvironmentVariable("MILLRACE_KAFKA_HOME") ?? Path.Combine("..", "shared", "kafka"), "libs");
        if (!Directory.Exists(libraries))
        {
            Console.WriteLine($"Java Avro is absent ({libraries}): set MILLRACE_KAFKA_HOME");
            return;
        }

        string[] arguments =
        [
            "-cp", Path.Combine(libraries, "*"), Path.Combine(AppContext.BaseDirectory, "peer", "ReadingPeer.java"),
            schema, older, Convert.ToHexStringLower(datum), Convert.ToHexStringLower(olderDatum),
        ];
        using var java = Process.Start(new ProcessStartInfo("java", arguments) { UseShellExecute = false })!;
        java.WaitForExit();
    }
}
