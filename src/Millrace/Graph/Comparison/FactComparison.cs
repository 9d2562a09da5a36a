using System.Globalization;

namespace Millrace.Graph.Comparison;

/// <summary>Compares what stores' bytes do not say themselves.</summary>
internal static class FactComparison
{
    public static void Compare(string subject, IReadOnlyList<StoreFact> old, IReadOnlyList<StoreFact> @new, List<TopologyDifference> differences)
    {
        foreach (var name in old.Concat(@new).Select(f => f.Name).Distinct(StringComparer.Ordinal))
        {
            var before = old.FirstOrDefault(f => f.Name == name)?.Value;
            var after = @new.FirstOrDefault(f => f.Name == name)?.Value;
            if (before != after)
            {
                differences.Add(Difference(subject, name, before, after));
            }
        }
    }

    private static TopologyDifference Difference(string subject, string name, string? before, string? after)
    {
        var change = $"its {name} was {before ?? "not set"} and is {after ?? "not set"}";
        return name switch
        {
            StoreFact.WindowSize => new(DifferenceEffect.Reinterprets, subject, $"{change}: entries know only their windows' starts and would become other windows"),
            StoreFact.WindowAdvance => new(DifferenceEffect.Reinterprets, subject, $"{change}: windows that are open now would begin where none begins any more"),
            StoreFact.Retention when IsShorter(before, after) => new(DifferenceEffect.Compatible, subject, $"{change}: entries older than that are forgotten"),
            StoreFact.Retention => new(DifferenceEffect.Compatible, subject, $"{change}: what has expired already does not come back"),
            StoreFact.Grace => new(DifferenceEffect.Compatible, subject, $"{change}: windows that have closed stay closed"),
            StoreFact.InactivityGap => new(DifferenceEffect.Compatible, subject, $"{change}: sessions that stand are merged by the new gap from now on"),
            _ => new(DifferenceEffect.Compatible, subject, change),
        };
    }

    private static bool IsShorter(string? before, string? after) =>
        TimeSpan.TryParse(before, CultureInfo.InvariantCulture, out var a) && TimeSpan.TryParse(after, CultureInfo.InvariantCulture, out var b) && b < a;
}
