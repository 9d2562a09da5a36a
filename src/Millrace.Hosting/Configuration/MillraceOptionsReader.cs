using Microsoft.Extensions.Configuration;

namespace Millrace.Hosting.Configuration;

/// <summary>From configuration to <see cref="MillraceOptions"/>, with their defaults and rules.</summary>
internal static class MillraceOptionsReader
{
    private const int LargestPort = 65_535;

    /// <summary>Reads the section.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="program">The program's name, for the default of the application's id.</param>
    /// <param name="configure">Changes what was read, before it is checked.</param>
    /// <exception cref="MillraceConfigurationException">It breaks rules.</exception>
    public static MillraceOptions Read(IConfiguration configuration, string program, Func<MillraceOptions, MillraceOptions>? configure = null)
    {
        var reader = new ConfigurationReader(configuration.GetSection(MillraceOptions.Section), MillraceOptions.Section);
        var defaults = new MillraceOptions();
        var options = new MillraceOptions
        {
            ApplicationId = reader.Text(nameof(MillraceOptions.ApplicationId), defaults.ApplicationId),
            BootstrapServers = reader.Text(nameof(MillraceOptions.BootstrapServers), defaults.BootstrapServers),
            SchemaRegistry = reader.Nested(nameof(MillraceOptions.SchemaRegistry), ReadRegistry),
            StateDirectory = reader.Text(nameof(MillraceOptions.StateDirectory), defaults.StateDirectory),
            Guarantee = reader.Choice(nameof(MillraceOptions.Guarantee), defaults.Guarantee),
            CommitInterval = reader.Duration(nameof(MillraceOptions.CommitInterval), defaults.CommitInterval),
            Emit = reader.Choice(nameof(MillraceOptions.Emit), defaults.Emit),
            Optimization = reader.Choice(nameof(MillraceOptions.Optimization), defaults.Optimization),
            DeadLetterTopic = reader.Text(nameof(MillraceOptions.DeadLetterTopic), defaults.DeadLetterTopic),
            InvalidTimestamps = reader.Choice(nameof(MillraceOptions.InvalidTimestamps), defaults.InvalidTimestamps),
            Threads = reader.Number(nameof(MillraceOptions.Threads), defaults.Threads),
            InstanceId = reader.Text(nameof(MillraceOptions.InstanceId), defaults.InstanceId),
            StopTimeout = reader.Duration(nameof(MillraceOptions.StopTimeout), defaults.StopTimeout),
            SessionTimeout = reader.Duration(nameof(MillraceOptions.SessionTimeout), defaults.SessionTimeout),
            ReplicationFactor = (short?)reader.OptionalNumber(nameof(MillraceOptions.ReplicationFactor)),
            Kafka = reader.Pairs(nameof(MillraceOptions.Kafka)),
            Health = reader.Nested(nameof(MillraceOptions.Health), ReadHealth),
        };
        reader.RefuseUnknown();
        options = WithNames(configure?.Invoke(options) ?? options, program);
        var errors = reader.Errors;
        if (errors.Count == 0)
            Check(options, errors);
        return errors.Count == 0 ? options : throw new MillraceConfigurationException(errors);
    }

    private static SchemaRegistrySettings ReadRegistry(ConfigurationReader reader) => new()
    {
        Url = reader.Text(nameof(SchemaRegistrySettings.Url), ""),
        BasicAuth = reader.Text(nameof(SchemaRegistrySettings.BasicAuth), ""),
        BearerTokenFile = reader.Text(nameof(SchemaRegistrySettings.BearerTokenFile), ""),
        CertificateAuthorityFile = reader.Text(nameof(SchemaRegistrySettings.CertificateAuthorityFile), ""),
        AutoRegister = reader.Flag(nameof(SchemaRegistrySettings.AutoRegister), otherwise: true),
        VerifyReads = reader.Flag(nameof(SchemaRegistrySettings.VerifyReads), otherwise: true),
    };

    private static HealthSettings ReadHealth(ConfigurationReader reader)
    {
        var defaults = new HealthSettings();
        return new HealthSettings
        {
            Port = reader.OptionalNumber(nameof(HealthSettings.Port)),
            Host = reader.Text(nameof(HealthSettings.Host), defaults.Host),
            StuckAfter = reader.Duration(nameof(HealthSettings.StuckAfter), defaults.StuckAfter),
        };
    }

    private static MillraceOptions WithNames(MillraceOptions options, string program)
    {
        var application = options.ApplicationId is "" ? AsName(program).ToLowerInvariant() : options.ApplicationId;
        var instance = options.InstanceId is "" ? $"{AsName(Environment.MachineName)}-{application}" : options.InstanceId;
        var directory = options.StateDirectory is ""
            ? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "millrace",
                application,
                instance)
            : Path.GetFullPath(options.StateDirectory);
        return options with { ApplicationId = application, InstanceId = instance, StateDirectory = directory };
    }

    private static void Check(MillraceOptions options, List<string> errors)
    {
        if (options.ApplicationId.Length > 150 || AsName(options.ApplicationId) != options.ApplicationId)
            errors.Add($"{Name(nameof(options.ApplicationId))} is '{options.ApplicationId}': it is 1 to 150 letters, digits, '.', '_' and '-'");
        if (options.Health.Port is < 0 or > LargestPort)
            errors.Add($"{Name("Health:Port")} is {options.Health.Port}: it is from 0 to {LargestPort}");
        if (options.Health.StuckAfter < TimeSpan.FromSeconds(1))
            errors.Add($"{Name("Health:StuckAfter")} is {options.Health.StuckAfter:c}: it is 1 second or more");
        if (options.SchemaRegistry.BasicAuth is { Length: > 0 } basic && basic.IndexOf(':', StringComparison.Ordinal) <= 0)
            errors.Add($"{Name("SchemaRegistry:BasicAuth")} is '***': it is user:password");
        if (options.SchemaRegistry is { BasicAuth.Length: > 0, BearerTokenFile.Length: > 0 })
            errors.Add($"{Name("SchemaRegistry:BasicAuth")} and {Name("SchemaRegistry:BearerTokenFile")} are both set: only one can be sent");
        MustExist("SchemaRegistry:BearerTokenFile", options.SchemaRegistry.BearerTokenFile);
        MustExist("SchemaRegistry:CertificateAuthorityFile", options.SchemaRegistry.CertificateAuthorityFile);
        foreach (var address in options.SchemaRegistry.Url.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                errors.Add($"{Name("SchemaRegistry:Url")} is '{address}': it is an address such as http://localhost:8081");
        }

        errors.AddRange(WorkerParts.Options(options, TimeProvider.System, state: null).Validate().Select(Name));

        void MustExist(string name, string file)
        {
            if (file.Length > 0 && !File.Exists(file))
                errors.Add($"{Name(name)} is '{file}': there is no such file");
        }
    }

    private static string Name(string rule) => $"{MillraceOptions.Section}:{rule}";

    private static string AsName(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        return name.Length == 0 ? "millrace" : name;
    }
}
