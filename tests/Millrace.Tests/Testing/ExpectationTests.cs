using Millrace.Testing;

namespace Millrace.Tests.Testing;

public sealed class ExpectationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_as_expected_passes_and_has_been_read()
    {
        using var driver = Echo();
        driver.Input<string, string>("in").Pipe("a", "1", Noon);
        driver.Input<string, string>("in").Pipe("b", "2", Noon);
        var output = driver.Output<string, string>("out");

        output.Expect(("a", "1"), ("b", "2"));
        output.ExpectNothing();
        driver.Input<string, string>("in").Pipe("c", "3", Noon, new Headers().Add("h", "x"));
        output.Expect(new Record<string, string>("c", "3", Noon.ToUnixTimeMilliseconds(), new Headers().Add("h", "x")));
        driver.Input<string, string>("in").Pipe("c", "4", Noon);
        output.ExpectValues("4");
    }

    [Fact]
    public void A_difference_is_shown_record_by_record()
    {
        using var driver = Echo();
        foreach (var value in (string[])["1", "2", "4", "5", "6"])
        {
            driver.Input<string, string>("in").Pipe("a", value);
        }

        var error = Assert.Throws<ExpectationException>(() => driver.Output<string, string>("out").Expect(("a", "1"), ("a", "2"), ("a", "3"), ("a", "4"), ("b", "5")));

        string[] expected =
        [
            "Topic 'out': expected 5 records, found 5; the first difference is in record 3. (- expected, + found)",
            "      1  a: 1",
            "      2  a: 2",
            "  -   3  a: 3",
            "      3  a: 4",
            "  -   5  b: 5",
            "  +   4  a: 5",
            "  +   5  a: 6",
        ];
        Assert.Equal(expected, error.Message.Split('\n'));
    }

    [Fact]
    public void Times_headers_bytes_and_nulls_are_written_so_that_they_can_be_told_apart()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, byte[]?>("in").To("out")));
        driver.Input<string, byte[]?>("in").Pipe("a", [1, 171], Noon, new Headers().Add("h", "x"));
        driver.Input<string, byte[]?>("in").Pipe("a", null, Noon + TimeSpan.FromMilliseconds(5));

        var error = Assert.Throws<ExpectationException>(() => driver.Output<string, byte[]?>("out").Expect(new Record<string, byte[]?>("a", [1, 171], 0)));

        Assert.Contains("-   1  a: 0x01AB at 1970-01-01T00:00:00.000Z", error.Message, StringComparison.Ordinal);
        Assert.Contains("+   1  a: 0x01AB at 2026-07-01T12:00:00.000Z h=x", error.Message, StringComparison.Ordinal);
        Assert.Contains("+   2  a: null at 2026-07-01T12:00:00.005Z", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_where_nothing_was_expected_is_shown()
    {
        using var driver = Echo();
        driver.Input<string, string>("in").Pipe("a", "1");

        var error = Assert.Throws<ExpectationException>(driver.Output<string, string>("out").ExpectNothing);

        Assert.Contains("expected 0 records, found 1", error.Message, StringComparison.Ordinal);
    }

    private static TopologyTestDriver Echo() => new(new Inline(s => s.Stream<string, string>("in").To("out")));
}
