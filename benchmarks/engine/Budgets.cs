using System.Text.Json;

namespace Millrace.Engine.Benchmarks;

/// <summary>What one operation of a benchmark may take.</summary>
/// <param name="Benchmark">The benchmark, with its parameters where it has some.</param>
/// <param name="Nanoseconds">The most that its median may be, or null.</param>
/// <param name="Bytes">The most bytes that it may allocate, or null.</param>
/// <param name="Times">How many times as long as <paramref name="Of"/> it may take, or null.</param>
/// <param name="Of">The benchmark that it is compared with.</param>
internal sealed record Budget(string Benchmark, double? Nanoseconds = null, double? Bytes = null, double? Times = null, string? Of = null);

/// <summary>What a benchmark took.</summary>
internal sealed record Cost(double Nanoseconds, double Bytes);

/// <summary>The budgets of <c>budgets.json</c>.</summary>
internal static class Budgets
{
    private sealed record Document(IReadOnlyList<Budget> Budgets);

    public static IReadOnlyList<Budget> Read() =>
        JsonSerializer.Deserialize<Document>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "budgets.json")), JsonSerializerOptions.Web)!.Budgets;

    /// <summary>Prints each budget beside what was measured.</summary>
    /// <returns>Whether all were kept.</returns>
    public static bool Compare(IReadOnlyDictionary<string, Cost> measured, TextWriter output)
    {
        var kept = true;
        foreach (var budget in Read())
        {
            if (!measured.TryGetValue(budget.Benchmark, out var own))
            {
                kept = false;
                output.WriteLine($"MISSING  {budget.Benchmark}: it was not measured");
                continue;
            }

            var limit = budget.Of is { } of && measured.TryGetValue(of, out var other) ? other.Nanoseconds * budget.Times : budget.Nanoseconds;
            var good = own.Nanoseconds <= limit && (budget.Bytes is null || Math.Round(own.Bytes, 1) <= budget.Bytes);
            kept &= good;
            output.WriteLine(
                $"{(good ? "kept    " : "EXCEEDED")} {budget.Benchmark}: {own.Nanoseconds:F1} ns of {limit:F1}, {own.Bytes:F1} bytes of {budget.Bytes?.ToString("F0") ?? "any"}");
        }

        return kept;
    }
}
