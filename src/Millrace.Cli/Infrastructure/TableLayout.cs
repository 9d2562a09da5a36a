namespace Millrace.Cli.Infrastructure;

/// <summary>Which columns of a table a terminal has room for.</summary>
internal static class TableLayout
{
    /// <summary>A narrower last column would be all line breaks.</summary>
    private const int LeastWrapped = 24;

    /// <summary>Blanks on both sides of a cell and the line between two.</summary>
    private const int Frame = 3;

    /// <summary>The columns to show: as many as fit, leaving out those of <paramref name="optional"/> from its end on. The last column may wrap.</summary>
    /// <param name="widths">How wide each column would like to be.</param>
    /// <param name="optional">Indices of columns that may be left out, the most important first.</param>
    /// <param name="width">The terminal's width.</param>
    public static IReadOnlyList<int> Fit(IReadOnlyList<int> widths, IReadOnlyList<int> optional, int width)
    {
        var shown = Enumerable.Range(0, widths.Count).ToList();
        for (var i = optional.Count - 1; i >= 0 && Needed(shown, widths) > width; i--)
        {
            shown.Remove(optional[i]);
        }

        return shown;
    }

    private static int Needed(List<int> shown, IReadOnlyList<int> widths) =>
        1 + shown.Sum(c => Frame + (c == shown[^1] ? Math.Min(widths[c], LeastWrapped) : widths[c]));
}
