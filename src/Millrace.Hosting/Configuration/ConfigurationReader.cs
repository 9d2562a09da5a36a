using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Millrace.Hosting.Configuration;

/// <summary>
/// Reads settings of one section and gathers what is wrong with them, names that nobody reads among it. The framework's
/// own binder stops at the first bad value and passes over a misspelt name.
/// </summary>
internal sealed class ConfigurationReader(IConfiguration section, string path)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Errors { get; } = [];

    public string Text(string name, string otherwise) => Value(name) ?? otherwise;

    public int Number(string name, int otherwise) => OptionalNumber(name) ?? otherwise;

    public int? OptionalNumber(string name)
    {
        if (Value(name) is not { Length: > 0 } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        return Wrong<int?>(name, text, "it is a whole number");
    }

    public bool Flag(string name, bool otherwise)
    {
        if (Value(name) is not { Length: > 0 } text)
            return otherwise;
        return bool.TryParse(text, out var flag) ? flag : Wrong<bool>(name, text, "it is true or false");
    }

    public TimeSpan Duration(string name, TimeSpan otherwise)
    {
        if (Value(name) is not { Length: > 0 } text)
            return otherwise;
        // A bare number would be taken as days, which nobody means.
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            ? duration
            : Wrong<TimeSpan>(name, text, "it is a time as hours:minutes:seconds, such as 00:00:00.100") + otherwise;
    }

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (Value(name) is not { Length: > 0 } text)
            return otherwise;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(text[0]))
            return choice;
        Wrong<T>(name, text, $"it is one of {string.Join(", ", Enum.GetNames<T>())}");
        return otherwise;
    }

    /// <summary>The settings of a subsection by their own names, which may hold dots and colons.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string name)
    {
        _known.Add(name);
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in section.GetSection(name).AsEnumerable(makePathsRelative: true))
        {
            if (value is not null && key.Length > 0)
                pairs[key] = value;
        }

        return pairs;
    }

    /// <summary>Another section; what is wrong there is told with this one's.</summary>
    public T Nested<T>(string name, Func<ConfigurationReader, T> read)
    {
        _known.Add(name);
        var nested = new ConfigurationReader(section.GetSection(name), $"{path}:{name}");
        var value = read(nested);
        nested.RefuseUnknown();
        Errors.AddRange(nested.Errors);
        return value;
    }

    public void RefuseUnknown()
    {
        foreach (var child in section.GetChildren().Where(c => !_known.Contains(c.Key)))
            Errors.Add($"{path}:{child.Key} is not a setting: there are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
    }

    private string? Value(string name)
    {
        _known.Add(name);
        return section[name];
    }

    private T? Wrong<T>(string name, string value, string rule)
    {
        Errors.Add($"{path}:{name} is '{value}': {rule}");
        return default;
    }
}
