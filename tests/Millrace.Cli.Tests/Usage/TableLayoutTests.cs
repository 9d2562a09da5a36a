using Millrace.Cli.Infrastructure;

namespace Millrace.Cli.Tests.Usage;

public sealed class TableLayoutTests
{
    [Fact]
    public void A_table_that_fits_is_shown_whole() => Assert.Equal([0, 1, 2], TableLayout.Fit([10, 10, 10], [2, 1], 80));

    [Fact]
    public void A_narrow_terminal_leaves_out_the_least_important_columns_first() =>
        Assert.Equal([0, 3], TableLayout.Fit([40, 20, 20, 15], [3, 1, 2], 80));

    [Fact]
    public void The_last_column_wraps_before_another_one_is_left_out() => Assert.Equal([0, 1, 2], TableLayout.Fit([20, 20, 200], [2, 1], 80));

    [Fact]
    public void What_is_not_optional_stays() => Assert.Equal([0, 1], TableLayout.Fit([60, 60, 10], [2], 80));
}
