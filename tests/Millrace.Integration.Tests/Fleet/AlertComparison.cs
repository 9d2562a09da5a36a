using Millrace.Hvac;
using Millrace.Simulation.Fleet;

namespace Millrace.Integration.Tests.Fleet;

/// <summary>Compares alerts as multisets: all fields but the message, the value to 1e-9.</summary>
internal static class AlertComparison
{
    private const double Tolerance = 1e-9;

    public static void Same(IEnumerable<ExpectedAlert> expected, IEnumerable<ExpectedAlert> found)
    {
        var wanted = InOrder(expected);
        var there = InOrder(found);
        var missing = Without(wanted, there);
        var surplus = Without(there, wanted);
        Assert.True(
            missing.Count == 0 && surplus.Count == 0,
            $"{missing.Count} of {wanted.Count} are missing: {Some(missing)}; {surplus.Count} should not be there: {Some(surplus)}");
        Assert.All(wanted.Zip(there), pair => Assert.Equal(pair.First.Value, pair.Second.Value, Tolerance));
    }

    /// <summary>An alert, as one compares it.</summary>
    public static ExpectedAlert Plain(HvacAlert alert) => new(
        alert.AlertId, alert.DeviceId, alert.Site ?? "", alert.Kind, alert.State, alert.Severity, alert.Began, alert.At, alert.Value, alert.Limit);

    private static List<ExpectedAlert> InOrder(IEnumerable<ExpectedAlert> alerts) =>
        [.. alerts.OrderBy(a => a.AlertId, StringComparer.Ordinal).ThenBy(a => a.At).ThenBy(a => a.State)];

    private static List<ExpectedAlert> Without(IEnumerable<ExpectedAlert> all, IEnumerable<ExpectedAlert> those)
    {
        var counts = those.GroupBy(WithoutValue).ToDictionary(g => g.Key, g => g.Count());
        return [.. all.Where(a => (counts[WithoutValue(a)] = counts.GetValueOrDefault(WithoutValue(a)) - 1) < 0)];
    }

    private static ExpectedAlert WithoutValue(ExpectedAlert alert) => alert with { Value = 0 };

    private static string Some(List<ExpectedAlert> alerts) => alerts.Count == 0 ? "none" : string.Join("; ", alerts.Take(5));
}
