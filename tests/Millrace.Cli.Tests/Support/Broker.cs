using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;

namespace Millrace.Cli.Tests.Support;

/// <summary>A real broker of its own, started for a class of tests and wiped afterwards.</summary>
public abstract class Broker : IAsyncLifetime
{
    private const int ControllerAbove = 100;

    private readonly string[] _arguments;
    private readonly int _port;

    private protected Broker(int firstPort, params string[] arguments)
    {
        _arguments = arguments;
        _port = Enumerable.Range(firstPort, 20).First(p => !Taken().Contains(p) && !Taken().Contains(p + ControllerAbove));
        Folder = Path.Combine(Path.GetTempPath(), $"millrace-cli-tests-{_port}-{Environment.ProcessId}");
    }

    public string Address => $"localhost:{_port}";

    public string Folder { get; }

    /// <summary>Skips the test where there is no Kafka.</summary>
    public static void Require() => Assert.SkipUnless(IsThere, "needs a Kafka distribution: set MILLRACE_KAFKA_HOME");

    public virtual ValueTask InitializeAsync()
    {
        if (IsThere)
        {
            Script("kafka-start", ["--port", _port.ToString(CultureInfo.InvariantCulture), "--dir", Folder, .. _arguments]);
        }

        return ValueTask.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (IsThere)
        {
            Script("kafka-stop", "--dir", Folder, "--wipe");
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A port that nobody listens on.</summary>
    internal static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private protected static bool IsThere => File.Exists(Path.Combine(Home, "kafka-start"));

    private static string Home => Outside.Folder("MILLRACE_KAFKA_HOME", "kafka");

    private static HashSet<int> Taken() => [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(e => e.Port)];

    private static void Script(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Home, name), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{name} {string.Join(' ', arguments)}: {output} {errors.GetAwaiter().GetResult()}");
    }
}
