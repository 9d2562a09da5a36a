using System.Text.RegularExpressions;

namespace Millrace.Kafka;

/// <summary>
/// Reads client settings from a properties file. It takes librdkafka's names, and those of Java clients where both
/// mean the same thing, so that the file of Kafka's own tools serves as it is.
/// </summary>
public static partial class KafkaSettingsFile
{
    private const string BootstrapServers = "bootstrap.servers";

    /// <summary>Reads a file of <c>name=value</c> lines; lines that begin with <c>#</c> or <c>!</c> are comments.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bootstrapServers">The brokers, or null to take the file's.</param>
    /// <exception cref="KafkaConfigurationException">A line is no setting, the brokers are nowhere named, or a Java setting has no counterpart.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static KafkaClientOptions Read(string path, string? bootstrapServers = null)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or '!')
                continue;
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                problems.Add($"line {number} is not name=value");
            else
                Translate(text[..equals].TrimEnd(), text[(equals + 1)..].TrimStart(), settings, problems);
        }

        if (settings.Remove("ssl.truststore.type", out var type) && !type.Equals("PEM", StringComparison.OrdinalIgnoreCase)
            && settings.ContainsKey("ssl.ca.location"))
        {
            problems.Add($"ssl.truststore.type={type}: librdkafka reads PEM files only; name one as ssl.ca.location");
        }

        settings.Remove(BootstrapServers, out var inFile);
        var servers = bootstrapServers ?? inFile;
        if (string.IsNullOrWhiteSpace(servers))
            problems.Add("bootstrap.servers is missing");
        if (problems.Count > 0)
            throw new KafkaConfigurationException($"{path}: {string.Join("; ", problems)}.");
        return new KafkaClientOptions { BootstrapServers = servers!, Settings = settings };
    }

    private static void Translate(string name, string value, Dictionary<string, string> settings, List<string> problems)
    {
        switch (name)
        {
            case "sasl.jaas.config":
                var login = Login().Match(value);
                if (!login.Success)
                {
                    problems.Add("sasl.jaas.config names no username and password");
                    return;
                }

                settings["sasl.username"] = login.Groups["user"].Value;
                settings["sasl.password"] = login.Groups["password"].Value;
                return;
            case "ssl.truststore.location":
                settings["ssl.ca.location"] = value;
                return;
            case "ssl.truststore.password":
                // A file of certificates has none.
                return;
            case "ssl.endpoint.identification.algorithm" when value.Length == 0:
                settings[name] = "none";
                return;
            default:
                settings[name] = value;
                return;
        }
    }

    [GeneratedRegex("username=\"(?<user>[^\"]*)\"\\s+password=\"(?<password>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Login();
}
