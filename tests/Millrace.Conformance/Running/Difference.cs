using System.Text;

namespace Millrace.Conformance.Running;

/// <summary>Shows where two lists differ, line by line.</summary>
internal static class Difference
{
    /// <summary>Null if the lists are equal, else both: what is in both, <c>-</c> what was recorded, <c>+</c> what came.</summary>
    public static string? Between(IReadOnlyList<string> expected, IReadOnlyList<string> actual, bool anyOrder)
    {
        if (anyOrder)
        {
            expected = [.. expected.Order(StringComparer.Ordinal)];
            actual = [.. actual.Order(StringComparer.Ordinal)];
        }

        if (expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            return null;
        }

        var text = new StringBuilder();
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            var (wanted, came) = (i < expected.Count ? expected[i] : null, i < actual.Count ? actual[i] : null);
            if (wanted == came)
            {
                text.Append("      ").AppendLine(wanted);
                continue;
            }

            if (wanted is not null)
            {
                text.Append("    - ").AppendLine(wanted);
            }

            if (came is not null)
            {
                text.Append("    + ").AppendLine(came);
            }
        }

        return text.ToString();
    }
}
