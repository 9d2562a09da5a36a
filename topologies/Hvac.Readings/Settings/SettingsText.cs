using System.Globalization;

namespace Millrace.Hvac;

/// <summary>Reads values as people write them.</summary>
internal static class SettingsText
{
    private static readonly (string Unit, double Seconds)[] Units =
    [
        ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400),
    ];

    /// <summary>
    /// A duration as .NET writes it, or a number with a unit. A lone number is refused: to .NET it would be days,
    /// to whoever typed it perhaps seconds.
    /// </summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        value = default;
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value);
        }

        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number * seconds) < TimeSpan.MaxValue.TotalSeconds)
            {
                value = TimeSpan.FromSeconds(number * seconds);
                return true;
            }
        }

        return false;
    }
}
