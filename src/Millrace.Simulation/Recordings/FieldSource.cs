using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Millrace.Simulation.Recordings;

/// <summary>Where one field of a reading comes from: a column or a constant, and in which unit.</summary>
/// <param name="Field">The field.</param>
/// <param name="Column">The column's name; null for a constant.</param>
/// <param name="Constant">The constant; null for a column.</param>
/// <param name="Unit">The unit of a number; null where the field has none.</param>
/// <param name="TimeFormat">How a timestamp is written; null for other fields.</param>
internal sealed record FieldSource(ReadingField Field, string? Column, string? Constant, FieldUnit? Unit, string? TimeFormat)
{
    public static bool TryParse(string entry, [NotNullWhen(true)] out FieldSource? source, [NotNullWhen(false)] out string? problem)
    {
        source = null;
        var equals = entry.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == entry.Length - 1)
        {
            problem = "it must read field=column or field=column:unit";
            return false;
        }

        var name = entry[..equals].Trim();
        if (ReadingField.All.FirstOrDefault(candidate => candidate.Name == name) is not { } field)
        {
            problem = $"there is no field '{name}'; there are {string.Join(", ", ReadingField.All.Select(candidate => candidate.Name))}";
            return false;
        }

        var (value, quote, suffix) = Split(entry[(equals + 1)..].Trim(), field);
        if (value.Length == 0)
        {
            problem = "the column has no name";
            return false;
        }

        var isTime = field.Name == "timestamp";
        FieldUnit? unit = null;
        if (!isTime && field.Units.Count > 0)
            unit = suffix is null ? field.Units[0] : field.Units.FirstOrDefault(candidate => candidate.Name == suffix);
        if (!isTime && suffix is not null && unit is null)
        {
            problem = field.Units.Count == 0 ? $"{name} has no unit" : $"the unit of {name} is one of {string.Join(", ", field.Units.Select(candidate => candidate.Name))}";
            return false;
        }

        var isConstant = quote == '\'';
        if (isConstant && unit is not null && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            problem = $"the constant '{value}' is not a number";
            return false;
        }

        source = new FieldSource(field, isConstant ? null : value, isConstant ? value : null, unit, isTime ? suffix ?? "iso" : null);
        problem = null;
        return true;
    }

    /// <summary>
    /// Column names hold colons ("AHU: Supply Air Temperature"), and so do time formats. A quoted name ends at its quote; a timestamp's
    /// at its first colon; any other at its last colon, but only where a known unit follows.
    /// </summary>
    private static (string Value, char Quote, string? Suffix) Split(string text, ReadingField field)
    {
        var quote = text[0] is '"' or '\'' ? text[0] : '\0';
        var end = quote == '\0' ? -1 : text.IndexOf(quote, 1);
        if (end > 0)
        {
            var rest = text[(end + 1)..].Trim();
            return (text[1..end], quote, rest.StartsWith(':') ? rest[1..].Trim() : rest.Length == 0 ? null : rest);
        }

        var colon = field.Name == "timestamp" ? text.IndexOf(':', StringComparison.Ordinal) : text.LastIndexOf(':');
        if (colon <= 0)
            return (text, '\0', null);
        var suffix = text[(colon + 1)..].Trim();
        return field.Name == "timestamp" || field.Units.Any(unit => unit.Name == suffix)
            ? (text[..colon].Trim(), '\0', suffix)
            : (text, '\0', null);
    }
}
