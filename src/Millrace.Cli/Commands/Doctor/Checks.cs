using System.Diagnostics;
using Millrace.Cli.Catalog;
using Millrace.Cli.Clusters;
using Millrace.Hosting;
using Millrace.Kafka;
using Millrace.RocksDb;
using Millrace.SchemaRegistry;

namespace Millrace.Cli.Commands.Doctor;

/// <summary>The single checks of the doctor. None throws: what is wrong is its finding.</summary>
internal static class Checks
{
    public static Finding Runtime() => Finding.Good(".NET", $"{Environment.Version} on {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}");

    /// <summary>What is built runs without an SDK, so that its absence is no fault of an installed command.</summary>
    public static async Task<Finding> SdkAsync(CancellationToken cancellation)
    {
        const string Check = ".NET SDK";
        var missing = Finding.Unchecked(Check, $"none of .NET {Environment.Version.Major} found; what is built runs without, to build from source install dotnet-sdk-{Environment.Version.Major}.0");
        try
        {
            using var dotnet = Process.Start(new ProcessStartInfo("dotnet", "--list-sdks") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            if (dotnet is null)
            {
                return missing;
            }

            var lines = await dotnet.StandardOutput.ReadToEndAsync(cancellation);
            var newest = lines.Split('\n', StringSplitOptions.TrimEntries).LastOrDefault(l => l.StartsWith($"{Environment.Version.Major}.", StringComparison.Ordinal));
            return newest is null ? missing : Finding.Good(Check, newest.Split(' ')[0]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no 'dotnet' on the path.
            return missing;
        }
    }

    public static Finding LibRdKafka() =>
        Native("librdkafka", () => NativeTransport.LibraryVersion, "run './millrace natives', or set MILLRACE_NATIVES to its folder");

    public static Finding RocksDb() =>
        Native("RocksDB", () => RocksDbLibrary.File, "run './millrace natives', or 'apt-get install librocksdb7.8'");

    /// <summary>Whether the broker answers, and whether it has the topics that the workers need.</summary>
    public static async Task<IReadOnlyList<Finding>> BrokerAsync(KafkaClientOptions? client, CancellationToken cancellation)
    {
        if (client is null)
        {
            return [Finding.Unchecked("broker", "not checked: name one with --bootstrap-servers"), Finding.Unchecked("topics", "not checked")];
        }

        try
        {
            await using var cluster = await Cluster.ConnectAsync(client, cancellation);
            var broker = Finding.Good("broker", $"{client.BootstrapServers}: {cluster.Description.Brokers.Count} broker{(cluster.Description.Brokers.Count == 1 ? "" : "s")}, cluster {cluster.Description.ClusterId}");
            return [broker, await TopicsAsync(cluster, client, cancellation)];
        }
        catch (MillraceException e)
        {
            var mend = e switch
            {
                AuthenticationFailedException or AuthorizationFailedException => "check the user, the password and the mechanism in --kafka-config",
                _ => "check the address, and that the broker runs: 'docker compose up' starts one",
            };
            return [Finding.Bad("broker", ExitCodes.LineFor(e), mend, ExitCodes.For(e)), Finding.Unchecked("topics", "not checked")];
        }
    }

    public static async Task<Finding> RegistryAsync(Uri? url, CancellationToken cancellation)
    {
        if (url is null)
        {
            return Finding.Unchecked("schema registry", "not checked: name one with --registry");
        }

        try
        {
            using var client = new SchemaRegistryClient(new SchemaRegistryOptions { BaseAddresses = [url], MaxRetries = 0 });
            var subjects = await client.GetSubjectsAsync(cancellation: cancellation);
            return Finding.Good("schema registry", $"{url}: {subjects.Count} subjects");
        }
        catch (MillraceException e)
        {
            return Finding.Bad("schema registry", ExitCodes.LineFor(e), "check the URL, and that the registry runs", ExitCodes.For(e));
        }
    }

    private static async Task<Finding> TopicsAsync(Cluster cluster, KafkaClientOptions client, CancellationToken cancellation)
    {
        var needed = WorkerCatalog.All
            .SelectMany(w => w.Graph(w.TopologyNames).Topics)
            .Where(t => !t.IsInternal)
            .Select(t => t.Name)
            .ToHashSet(StringComparer.Ordinal);
        var found = (await cluster.Admin.DescribeAsync(needed, cancellation)).Select(t => t.Name);
        var missing = needed.Except(found, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? Finding.Good("topics", $"all {needed.Count} are there")
            : Finding.Bad("topics", $"missing: {string.Join(", ", missing)}", $"millrace topics create --bootstrap-servers {client.BootstrapServers}", ExitCodes.TopicMissing);
    }

    private static Finding Native(string name, Func<string> version, string mend)
    {
        try
        {
            return Finding.Good(name, version());
        }
        catch (MillraceException e)
        {
            return Finding.Bad(name, ExitCodes.LineFor(e), mend);
        }
    }
}
