using System.Text;

namespace Millrace.Testing;

/// <summary>Shows how two lists of records differ: what is in both as it is, what is missing after a minus, what nobody expected after a plus.</summary>
internal static class RecordDifference
{
    private const int MostCompared = 2_000;

    /// <summary>Throws unless the lists are equal.</summary>
    /// <param name="topic">Where the records were found.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="found">What was found.</param>
    /// <param name="same">Whether an expected item is a found one.</param>
    /// <param name="show">Writes an item.</param>
    public static void Check<T>(string topic, IReadOnlyList<T> expected, IReadOnlyList<T> found, Func<T, T, bool> same, Func<T, string> show)
    {
        var first = 0;
        while (first < expected.Count && first < found.Count && same(expected[first], found[first]))
        {
            first++;
        }

        if (first == expected.Count && first == found.Count)
        {
            return;
        }

        var text = new StringBuilder()
            .Append("Topic '").Append(topic).Append("': expected ").Append(Count(expected.Count)).Append(", found ").Append(found.Count)
            .Append("; the first difference is in record ").Append(first + 1).Append(". (- expected, + found)\n");
        foreach (var (mark, number, item) in Lines(expected, found, first, same))
        {
            text.Append("  ").Append(mark).Append($"{number,4}  ").Append(show(item)).Append('\n');
        }

        throw new ExpectationException(text.ToString().TrimEnd('\n'));
    }

    private static string Count(int count) => count == 1 ? "1 record" : $"{count} records";

    private static IEnumerable<(char Mark, int Number, T Item)> Lines<T>(IReadOnlyList<T> expected, IReadOnlyList<T> found, int first, Func<T, T, bool> same)
    {
        for (var i = 0; i < first; i++)
        {
            yield return (' ', i + 1, found[i]);
        }

        // The longest common subsequence of what is left; long lists are shown side by side.
        var (rows, columns) = (expected.Count - first, found.Count - first);
        if (rows > MostCompared || columns > MostCompared)
        {
            (rows, columns) = (Math.Min(rows, MostCompared), Math.Min(columns, MostCompared));
        }

        var common = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                common[i, j] = same(expected[first + i], found[first + j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < rows || j < columns;)
        {
            if (i < rows && j < columns && same(expected[first + i], found[first + j]))
            {
                yield return (' ', first + j + 1, found[first + j]);
                i++;
                j++;
            }
            else if (i < rows && (j == columns || common[i + 1, j] >= common[i, j + 1]))
            {
                yield return ('-', first + i + 1, expected[first + i]);
                i++;
            }
            else
            {
                yield return ('+', first + j + 1, found[first + j]);
                j++;
            }
        }
    }
}
