using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Millrace.Cli.Tests.Deployment;

/// <summary>docker-compose.yml, with its anchors and merges resolved.</summary>
internal sealed class ComposeFile
{
    public required IReadOnlyDictionary<string, ComposeService> Services { get; init; }

    public required IReadOnlySet<string> Volumes { get; init; }

    public static ComposeFile Parse(string text)
    {
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(new MergingParser(new Parser(new StringReader(text))));
        return new()
        {
            Services = Map(root.GetValueOrDefault("services")).ToDictionary(static pair => pair.Key, static pair => ComposeService.From(pair.Key, Map(pair.Value)), StringComparer.Ordinal),
            Volumes = Map(root.GetValueOrDefault("volumes")).Keys.ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>A YAML mapping; an absent one is empty.</summary>
    internal static Dictionary<string, object?> Map(object? node) =>
        node is Dictionary<object, object> map ? map.ToDictionary(static pair => (string)pair.Key, static pair => (object?)pair.Value, StringComparer.Ordinal) : [];

    /// <summary>A YAML sequence of texts; an absent one is empty.</summary>
    internal static string[] List(object? node) => node is List<object> list ? [.. list.Select(static item => (string)item)] : [];
}

/// <summary>One service, as far as the program has a say in it.</summary>
internal sealed record ComposeService(
    string Name,
    string Image,
    string? BuildTarget,
    string[] Command,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> DependsOn,
    string[] HealthCheck,
    string[] Ports,
    string[] Volumes,
    IReadOnlyDictionary<string, object?> Limits,
    bool Restarts)
{
    public static ComposeService From(string name, Dictionary<string, object?> node) => new(
        name,
        (string?)node.GetValueOrDefault("image") ?? "",
        (string?)ComposeFile.Map(node.GetValueOrDefault("build")).GetValueOrDefault("target"),
        ComposeFile.List(node.GetValueOrDefault("command")),
        ComposeFile.Map(node.GetValueOrDefault("environment")).ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
        ComposeFile.Map(node.GetValueOrDefault("depends_on")).ToDictionary(static pair => pair.Key, static pair => (string?)ComposeFile.Map(pair.Value).GetValueOrDefault("condition") ?? "", StringComparer.Ordinal),
        ComposeFile.List(ComposeFile.Map(node.GetValueOrDefault("healthcheck")).GetValueOrDefault("test")),
        ComposeFile.List(node.GetValueOrDefault("ports")),
        ComposeFile.List(node.GetValueOrDefault("volumes")),
        ComposeFile.Map(ComposeFile.Map(ComposeFile.Map(node.GetValueOrDefault("deploy")).GetValueOrDefault("resources")).GetValueOrDefault("limits")),
        node.ContainsKey("restart"));

    /// <summary>host:port pairs that the service is told of, in its environment and its command.</summary>
    public IEnumerable<string> Addresses =>
        Environment.Where(static pair => pair.Key.StartsWith("Millrace__", StringComparison.Ordinal)).Select(static pair => pair.Value).Concat(Command)
            .SelectMany(static value => value.Split(','))
            .Select(static value => value.Replace("http://", "", StringComparison.Ordinal))
            .Where(static value => value.Split(':') is [{ Length: > 0 }, var port] && int.TryParse(port, out _));
}
