using Millrace.Archive.Layout;

namespace Millrace.Archive.Tests;

public sealed class SiteNameTests
{
    [Theory]
    [InlineData(null, "unknown")]
    [InlineData("", "unknown")]
    [InlineData("Plant-7_b.2", "Plant-7_b.2")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("50%", "50%25")]
    [InlineData("Zürich", "Z%C3%BCrich")]
    [InlineData("a b\n", "a%20b%0A")]
    public void A_site_becomes_a_name_that_every_file_system_takes(string? site, string expected) =>
        Assert.Equal(expected, SiteName.Escape(site));

    [Fact]
    public void Long_names_stay_apart_and_fit()
    {
        var first = SiteName.Escape(new string('ä', 300) + "1");
        var second = SiteName.Escape(new string('ä', 300) + "2");
        Assert.NotEqual(first, second);
        Assert.InRange(first.Length, 100, 200);
    }
}
