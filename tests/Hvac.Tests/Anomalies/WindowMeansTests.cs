using Millrace.Hvac.Anomalies;

namespace Millrace.Hvac.Tests.Anomalies;

public sealed class WindowMeansTests
{
    private readonly WindowMeans _windows = new(5.Minutes(), 30.Seconds());

    [Theory]
    [InlineData(0, 0)]
    [InlineData(299_999, 0)]
    [InlineData(300_000, 300_000)]
    [InlineData(-1, -300_000)]
    [InlineData(-300_000, -300_000)]
    [InlineData(-300_001, -600_000)]
    public void Windows_are_aligned_to_the_epoch_before_it_as_well(long at, long start) =>
        Assert.Equal(start, _windows.StartOf(DateTimeOffset.FromUnixTimeMilliseconds(at)).ToUnixTimeMilliseconds());
}
