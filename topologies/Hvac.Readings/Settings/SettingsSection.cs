using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Millrace.Hvac;

/// <summary>The settings of one topology, read by name. What cannot be read is noted and replaced by its default.</summary>
public sealed class SettingsSection
{
    private readonly IConfigurationSection _section;
    private readonly string _name;
    private readonly List<string> _problems;
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    internal SettingsSection(IConfigurationSection section, string name, List<string> problems)
    {
        _section = section;
        _name = name;
        _problems = problems;
    }

    /// <summary>A duration: <c>00:10:00</c>, <c>1.00:00:00</c>, <c>500ms</c>, <c>30s</c>, <c>10m</c>, <c>2h</c>, <c>7d</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan defaultValue) =>
        Get(name, defaultValue, SettingsText.TryDuration, "a duration such as 00:10:00 or 10m");

    /// <summary>A number, with a point for its fraction.</summary>
    public double Number(string name, double defaultValue) => Get(name, defaultValue, TryNumber, "a number such as 1.5");

    /// <summary>Text that is not empty.</summary>
    public string Text(string name, string defaultValue) => Get(name, defaultValue, TryText, "given");

    /// <summary>A whole number.</summary>
    public int Count(string name, int defaultValue) => Get(name, defaultValue, TryCount, "a whole number");

    internal void NoteUnknown()
    {
        foreach (var child in _section.GetChildren())
        {
            if (!_known.Contains(child.Key))
            {
                _problems.Add($"Topologies:{_name}:{child.Key} is '{child.Value}': there is no such setting; there are {string.Join(", ", _known)}");
            }
        }
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool TryText(string text, out string value)
    {
        value = text;
        return text.Length > 0;
    }

    private static bool TryCount(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private T Get<T>(string name, T defaultValue, Parser<T> parse, string rule)
    {
        _known.Add(name);
        if (_section[name] is not { } text)
        {
            return defaultValue;
        }

        if (parse(text.Trim(), out var value))
        {
            return value;
        }

        _problems.Add($"Topologies:{_name}:{name} is '{text}': it must be {rule}");
        return defaultValue;
    }

    private delegate bool Parser<T>(string text, out T value);
}
