using System.CommandLine;
using Millrace.Kafka;

namespace Millrace.Cli.Infrastructure;

/// <summary>The options by which a command reaches a cluster.</summary>
internal sealed class ClusterOptions
{
    public const string BootstrapVariable = "Millrace__BootstrapServers";
    public const string RegistryVariable = "Millrace__SchemaRegistry__Url";

    public Option<string?> BootstrapServers { get; } = new("--bootstrap-servers", "-b")
    {
        Description = $"Brokers as host:port,host:port [default: ${BootstrapVariable}]",
        HelpName = "host:port",
    };

    public Option<Uri?> Registry { get; } = new("--registry")
    {
        Description = $"The schema registry's URL [default: ${RegistryVariable}]",
        HelpName = "url",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            {
                return uri;
            }

            result.AddError($"--registry: '{text}' is not an http or https URL");
            return null;
        },
    };

    public Option<FileInfo?> KafkaConfig { get; } = new("--kafka-config")
    {
        Description = "A file of client settings, name=value a line, such as security.protocol=SASL_SSL",
        HelpName = "file",
    };

    public void AddTo(Command command, bool registry = true)
    {
        command.Options.Add(BootstrapServers);
        if (registry)
        {
            command.Options.Add(Registry);
        }

        command.Options.Add(KafkaConfig);
    }

    /// <summary>How the cluster is reached, or null where none was named.</summary>
    public KafkaClientOptions? TryGetClient(ParseResult parse)
    {
        var servers = parse.GetValue(BootstrapServers) ?? Environment.GetEnvironmentVariable(BootstrapVariable);
        return string.IsNullOrWhiteSpace(servers)
            ? null
            : new KafkaClientOptions { BootstrapServers = servers, Settings = ReadSettings(parse.GetValue(KafkaConfig)), ClientId = "millrace-cli" };
    }

    public KafkaClientOptions GetClient(ParseResult parse) =>
        TryGetClient(parse) ?? throw new UsageException($"--bootstrap-servers: none was given; name the brokers as host:port or set {BootstrapVariable}");

    public Uri? TryGetRegistry(ParseResult parse) =>
        parse.GetValue(Registry) ?? (Environment.GetEnvironmentVariable(RegistryVariable) is { Length: > 0 } url
            ? Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : throw new UsageException($"{RegistryVariable}: '{url}' is not a URL")
            : null);

    public Uri GetRegistry(ParseResult parse) =>
        TryGetRegistry(parse) ?? throw new UsageException($"--registry: none was given; name the schema registry's URL or set {RegistryVariable}");

    private static Dictionary<string, string> ReadSettings(FileInfo? file)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file is null)
        {
            return settings;
        }

        if (!file.Exists)
        {
            throw new UsageException($"--kafka-config: '{file}' does not exist");
        }

        var number = 0;
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text.StartsWith('#'))
            {
                continue;
            }

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new UsageException($"--kafka-config: line {number} of '{file}' is not name=value");
            }

            settings[text[..equals].Trim()] = text[(equals + 1)..].Trim();
        }

        return settings;
    }
}
