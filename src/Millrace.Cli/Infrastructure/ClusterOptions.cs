using System.CommandLine;
using System.Globalization;
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
        Description = "A file of client settings, name=value a line, such as security.protocol=SASL_SSL; those of Kafka's own tools will do",
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
    /// <exception cref="UsageException">The file of settings cannot be read, or an address is none.</exception>
    /// <exception cref="KafkaConfigurationException">The file does not hold settings.</exception>
    public KafkaClientOptions? TryGetClient(ParseResult parse)
    {
        var servers = parse.GetValue(BootstrapServers) ?? Environment.GetEnvironmentVariable(BootstrapVariable);
        if (string.IsNullOrWhiteSpace(servers))
        {
            servers = null;
        }

        var client = parse.GetValue(KafkaConfig) is { } file
            ? ReadSettings(file, servers)
            : servers is null ? null : new KafkaClientOptions { BootstrapServers = servers };
        if (client is null)
        {
            return null;
        }

        foreach (var server in client.BootstrapServers.Split(','))
        {
            CheckAddress(server.Trim());
        }

        return client with { ClientId = "millrace-cli" };
    }

    public KafkaClientOptions GetClient(ParseResult parse) =>
        TryGetClient(parse) ?? throw new UsageException($"--bootstrap-servers: none was given; name the brokers as host:port or set {BootstrapVariable}");

    public Uri? TryGetRegistry(ParseResult parse) =>
        parse.GetValue(Registry) ?? (Environment.GetEnvironmentVariable(RegistryVariable) is { Length: > 0 } url
            ? Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : throw new UsageException($"{RegistryVariable}: '{url}' is not a URL")
            : null);

    public Uri GetRegistry(ParseResult parse) =>
        TryGetRegistry(parse) ?? throw new UsageException($"--registry: none was given; name the schema registry's URL or set {RegistryVariable}");

    /// <summary>Whom the cluster sees, without any secret.</summary>
    public static string IdentityOf(KafkaClientOptions client)
    {
        var user = client.Settings.GetValueOrDefault("sasl.username");
        var mechanism = client.Settings.GetValueOrDefault("sasl.mechanism") ?? client.Settings.GetValueOrDefault("sasl.mechanisms");
        var certificate = client.Settings.GetValueOrDefault("ssl.certificate.location");
        var who = (user, certificate) switch
        {
            (not null, _) => $"user '{user}' by {mechanism ?? "the default mechanism"}",
            (_, not null) => $"the certificate in {certificate}",
            _ => "no user named",
        };
        return $"{who}, at {client.BootstrapServers}";
    }

    private static void CheckAddress(string address)
    {
        var colon = address.LastIndexOf(':');
        var port = colon < 0 ? null : address[(colon + 1)..];
        if (address.Length == 0 || colon == 0 || (port is not null && !(ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)))
        {
            throw new UsageException($"--bootstrap-servers: '{address}' is not host:port");
        }
    }

    private static KafkaClientOptions ReadSettings(FileInfo file, string? servers)
    {
        if (!file.Exists)
        {
            throw new UsageException($"--kafka-config: '{file}' does not exist");
        }

        try
        {
            return KafkaSettingsFile.Read(file.FullName, servers);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--kafka-config: '{file}' cannot be read: {e.Message}");
        }
    }
}
