using System.CommandLine;

namespace Millrace.Cli.Infrastructure;

/// <summary><c>--set name=value</c>: a setting of a worker or of a topology, as in appsettings.json.</summary>
internal static class SettingsOption
{
    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--set")
        {
            Description = "A setting as name=value, such as Topologies:TemperatureAlerts:OnDelay=5m; may be repeated",
            HelpName = "name=value",
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.IndexOf('=', StringComparison.Ordinal) <= 0)
                {
                    result.AddError($"--set: '{token.Value}' is not name=value");
                }
            }
        });
        return option;
    }

    /// <summary>The settings as configuration has them.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Parse(IEnumerable<string> settings) => settings.Select(s =>
    {
        var equals = s.IndexOf('=', StringComparison.Ordinal);
        return KeyValuePair.Create(s[..equals].Trim(), (string?)s[(equals + 1)..].Trim());
    });
}
