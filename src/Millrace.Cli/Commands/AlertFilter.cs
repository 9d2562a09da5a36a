using System.CommandLine;
using Millrace.Cli.Infrastructure;
using Millrace.Hvac;

namespace Millrace.Cli.Commands;

/// <summary>The options that choose among alerts.</summary>
internal sealed class AlertFilter
{
    private readonly Option<string[]> _site = new("--site") { Description = "Only of this site; may be repeated", HelpName = "site" };
    private readonly Option<string[]> _device = new("--device") { Description = "Only of this device; may be repeated", HelpName = "id" };
    private readonly Option<string> _severity = new Option<string>("--severity") { Description = "Only of this severity or worse: warning, critical", HelpName = "severity" }
        .WithChoices("warning", "critical");

    private string[] _sites = [];
    private string[] _devices = [];
    private Severity _least = Severity.Unknown;

    public void AddTo(Command command)
    {
        command.Options.Add(_site);
        command.Options.Add(_device);
        command.Options.Add(_severity);
    }

    public void Read(ParseResult parse)
    {
        _sites = parse.GetValue(_site) ?? [];
        _devices = parse.GetValue(_device) ?? [];
        _least = parse.GetValue(_severity) switch { "critical" => Severity.Critical, "warning" => Severity.Warning, _ => Severity.Unknown };
    }

    public bool Matches(HvacAlarm alarm) => Matches(alarm.Site, alarm.DeviceId, alarm.Severity);

    public bool Matches(HvacAlert alert) => Matches(alert.Site, alert.DeviceId, alert.Severity);

    private bool Matches(string? site, string device, Severity severity) =>
        (_sites.Length == 0 || _sites.Contains(site ?? "", StringComparer.OrdinalIgnoreCase))
        && (_devices.Length == 0 || _devices.Contains(device, StringComparer.OrdinalIgnoreCase))
        && severity >= _least;
}
