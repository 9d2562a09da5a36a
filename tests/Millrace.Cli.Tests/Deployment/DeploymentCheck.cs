using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.ColdPath;
using Millrace.Hosting;
using Millrace.Hvac;

namespace Millrace.Cli.Tests.Deployment;

/// <summary>Says what in docker-compose.yml or the Dockerfile the program would not understand.</summary>
internal static partial class DeploymentCheck
{
    private const string Ours = "millrace/";

    public static IEnumerable<string> Structure(ComposeFile file)
    {
        foreach (var service in file.Services.Values)
        {
            if (service.Image.Length == 0)
                yield return $"{service.Name}: no image.";
            if (!service.Limits.ContainsKey("cpus") || !service.Limits.ContainsKey("memory"))
                yield return $"{service.Name}: no limits of processor and memory.";
            foreach (var (needed, condition) in service.DependsOn)
            {
                if (!file.Services.TryGetValue(needed, out var other))
                    yield return $"{service.Name}: depends on {needed}, which is no service.";
                else if (condition == "service_healthy" && other.HealthCheck.Length == 0)
                    yield return $"{service.Name}: waits for the health of {needed}, which has no check.";
                else if (condition == "service_completed_successfully" && other.Restarts)
                    yield return $"{service.Name}: waits for the end of {needed}, which restarts.";
            }

            foreach (var volume in service.Volumes.Select(static volume => volume.Split(':')[0]))
            {
                if (volume[0] is not '/' and not '.' && !file.Volumes.Contains(volume))
                    yield return $"{service.Name}: the volume {volume} is not declared.";
            }
        }
    }

    /// <summary>Commands of the command's image, as the command itself parses them.</summary>
    public static IEnumerable<string> Commands(ComposeFile file) =>
        from service in file.Services.Values
        where service.Image == Ours + "cli"
        from error in CommandLine.Create().Parse(service.Command).Errors
        select $"{service.Name}: '{string.Join(' ', service.Command)}': {error.Message}";

    /// <summary>Settings, as the worker of the service's image reads them: it refuses names and values that it does not know.</summary>
    public static IEnumerable<string> Settings(string owner, string image, IReadOnlyDictionary<string, string> environment)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "millrace" });
        builder.Configuration.AddInMemoryCollection(environment.Select(static pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)));
        builder.AddMillrace();
        if (image == Ours + HvacWorker.Name)
            builder.AddHvac();
        if (image == Ours + ColdPathWorker.Name)
            builder.AddColdPath();
        using var host = builder.Build();
        try
        {
            host.Services.GetRequiredService<MillraceOptions>();
            host.Services.GetService<HvacOptions>();
            host.Services.GetService<ColdPathOptions>();
            return [];
        }
        catch (MillraceException wrong)
        {
            return [$"{owner}: {wrong.Message}"];
        }
    }

    /// <summary>Whoever is told of an address must find somebody listening there.</summary>
    public static IEnumerable<string> Addresses(ComposeFile file)
    {
        var listening = file.Services.Values.SelectMany(Listeners).ToHashSet(StringComparer.Ordinal);
        return from service in file.Services.Values
               from address in service.Addresses
               where !listening.Contains(address)
               select $"{service.Name}: nobody listens at {address}.";
    }

    /// <summary>The port and path that a worker's health is asked at are those that it serves.</summary>
    public static IEnumerable<string> Health(ComposeFile file)
    {
        foreach (var service in file.Services.Values.Where(static service => service.Environment.ContainsKey("Millrace__Health__Port")))
        {
            var port = service.Environment["Millrace__Health__Port"];
            var test = string.Join(' ', service.HealthCheck);
            if (!test.Contains($"/dev/tcp/127.0.0.1/{port} ", StringComparison.Ordinal))
                yield return $"{service.Name}: its health is not asked at port {port}.";
            if (!test.Contains("GET /healthz/ready ", StringComparison.Ordinal) && !test.Contains("GET /healthz/live ", StringComparison.Ordinal))
                yield return $"{service.Name}: its health is asked at a path that nobody serves.";
        }
    }

    /// <summary>Topics that are named anywhere, against those that the topologies need.</summary>
    public static IEnumerable<string> Topics(string text, IEnumerable<string> known) =>
        TopicName().Matches(text).Select(static match => match.Value).Except(known).Select(static topic => $"The topic {topic} is one that no topology needs.");

    /// <summary>The topics that the topologies of both workers need.</summary>
    public static IEnumerable<string> KnownTopics()
    {
        foreach (var add in (Func<IHostApplicationBuilder, IHostApplicationBuilder>[])[static host => host.AddHvac(), static host => host.AddColdPath()])
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "millrace" });
            add(builder.AddMillrace(static options => options with { SchemaRegistry = new() { Url = "http://localhost:8081" } }));
            using var host = builder.Build();
            foreach (var topic in host.Services.GetRequiredService<TopologyGraph>().Topics)
                yield return topic.Name;
        }
    }

    public static IEnumerable<string> Targets(ComposeFile file, Dockerfile docker) =>
        from service in file.Services.Values
        where service.Image.StartsWith(Ours, StringComparison.Ordinal)
        let target = service.BuildTarget ?? service.Image[Ours.Length..]
        where !docker.Stages.Contains(target)
        select $"{service.Name}: the Dockerfile has no stage {target}.";

    private static IEnumerable<string> Listeners(ComposeService service)
    {
        foreach (var variable in (string[])["KAFKA_LISTENERS", "SCHEMA_REGISTRY_LISTENERS"])
        {
            foreach (var listener in service.Environment.GetValueOrDefault(variable, "").Split(',', StringSplitOptions.RemoveEmptyEntries))
                yield return string.Create(CultureInfo.InvariantCulture, $"{service.Name}:{listener[(listener.LastIndexOf(':') + 1)..]}");
        }
    }

    [GeneratedRegex(@"\bhvac\.[a-z][a-z.-]*[a-z]\b", RegexOptions.None, 1000)]
    private static partial Regex TopicName();
}
