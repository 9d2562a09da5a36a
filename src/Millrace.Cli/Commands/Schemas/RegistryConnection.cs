using System.CommandLine;
using Millrace.Cli.Infrastructure;
using Millrace.SchemaRegistry;

namespace Millrace.Cli.Commands.Schemas;

/// <summary>The options by which a command reaches a schema registry alone.</summary>
internal sealed class RegistryConnection
{
    private const string BasicAuthVariable = "Millrace__SchemaRegistry__BasicAuth";

    private readonly Option<string?> _registry = new("--registry")
    {
        Description = $"The schema registry's URLs, separated by commas; user:password@ before the host where it wants them [default: ${ClusterOptions.RegistryVariable}]",
        HelpName = "url",
    };

    private readonly Option<FileInfo?> _authorities = new("--registry-ca")
    {
        Description = "A PEM file with the authorities to trust instead of the system's",
        HelpName = "file",
    };

    private readonly Option<FileInfo?> _token = new("--registry-token")
    {
        Description = "A file with a bearer token",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_registry);
        command.Options.Add(_authorities);
        command.Options.Add(_token);
    }

    /// <summary>A client of the registry that was named; it connects with its first request.</summary>
    /// <exception cref="UsageException">None was named, or what was named breaks a rule.</exception>
    public SchemaRegistryClient Open(ParseResult parse)
    {
        var addresses = parse.GetValue(_registry) ?? Environment.GetEnvironmentVariable(ClusterOptions.RegistryVariable);
        if (string.IsNullOrWhiteSpace(addresses))
        {
            throw new UsageException($"--registry: none was given; name the schema registry's URL or set {ClusterOptions.RegistryVariable}");
        }

        try
        {
            var options = SchemaRegistryOptions.Parse(addresses);
            if (options.Credentials is null && Environment.GetEnvironmentVariable(BasicAuthVariable)?.Split(':', 2) is [{ Length: > 0 } user, var password])
            {
                options = options with { Credentials = new BasicCredentials(user, password) };
            }

            return new SchemaRegistryClient(options with
            {
                // Somebody waits: twice the time limit of a request is as long as for a broker.
                MaxRetries = 1,
                CertificateAuthorityFile = parse.GetValue(_authorities)?.FullName,
                BearerToken = parse.GetValue(_token) is { } file ? SchemaRegistryOptions.TokenOfFile(file.FullName) : null,
            });
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--registry: {e.Message.Replace(" (Parameter 'addresses')", "", StringComparison.Ordinal).Replace(" (Parameter 'options')", "", StringComparison.Ordinal)}");
        }
    }
}
