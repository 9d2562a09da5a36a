using System.Globalization;

namespace Millrace.Hvac.People;

/// <summary>Numbers and durations as sentences have them.</summary>
internal static class Say
{
    /// <summary>A number with at most so many decimals.</summary>
    public static string Number(double value, int decimals = 1) => Math.Round(value, decimals).ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary>A temperature or a difference of two.</summary>
    public static string Celsius(double value) => Number(value) + " °C";

    /// <summary>A duration in its two largest units.</summary>
    public static string Duration(TimeSpan duration)
    {
        if (duration < TimeSpan.FromMinutes(1))
        {
            return Number(duration.TotalSeconds, 0) + " s";
        }

        if (duration < TimeSpan.FromHours(1))
        {
            return Number(Math.Floor(duration.TotalMinutes), 0) + " min";
        }

        return duration < TimeSpan.FromDays(1)
            ? $"{duration.Hours} h {duration.Minutes} min"
            : $"{duration.Days} d {duration.Hours} h";
    }
}
