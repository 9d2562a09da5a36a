namespace Millrace;

/// <summary>Durations as one says them: <c>5.Minutes()</c>.</summary>
public static class TimeSpanExtensions
{
    /// <summary>That many milliseconds.</summary>
    public static TimeSpan Milliseconds(this int value) => TimeSpan.FromMilliseconds(value);

    /// <summary>That many seconds.</summary>
    public static TimeSpan Seconds(this int value) => TimeSpan.FromSeconds(value);

    /// <summary>That many minutes.</summary>
    public static TimeSpan Minutes(this int value) => TimeSpan.FromMinutes(value);

    /// <summary>That many hours.</summary>
    public static TimeSpan Hours(this int value) => TimeSpan.FromHours(value);

    /// <summary>That many days of 24 hours.</summary>
    public static TimeSpan Days(this int value) => TimeSpan.FromDays(value);
}
