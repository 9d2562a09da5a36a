using System.CommandLine.Parsing;
using System.Globalization;

namespace Millrace.Cli.Infrastructure;

/// <summary>Durations on the command line: <c>500ms</c>, <c>20s</c>, <c>5m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class Duration
{
    public const string Rule = "a duration such as 500ms, 20s, 5m, 2h or 7d";

    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (suffix, seconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * seconds <= TimeSpan.MaxValue.TotalSeconds / 2)
            {
                duration = TimeSpan.FromSeconds(number * seconds);
                return true;
            }
        }

        duration = default;
        return false;
    }

    /// <summary>For an option's <c>CustomParser</c>.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        result.AddError($"{result.NameOfOption()}: '{text}' is not {Rule}");
        return null;
    }

    public static string Format(TimeSpan duration) => duration switch
    {
        _ when duration == Timeout.InfiniteTimeSpan => "for ever",
        { TotalSeconds: < 1 } => $"{duration.TotalMilliseconds:0} ms",
        { TotalMinutes: < 2 } => $"{duration.TotalSeconds:0.#} s",
        { TotalHours: < 2 } => $"{duration.TotalMinutes:0.#} min",
        { TotalDays: < 2 } => $"{duration.TotalHours:0.#} h",
        _ => $"{duration.TotalDays:0.#} d",
    };
}
