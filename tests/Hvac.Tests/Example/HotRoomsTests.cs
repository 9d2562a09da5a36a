using Millrace.Testing;

namespace Millrace.Hvac.Tests.Example;

public sealed class HotRoomsTests
{
    [Fact]
    public void A_room_that_stays_at_26_degrees_or_more_is_hot()
    {
        using var driver = new TopologyTestDriver(new HotRooms());
        var temperatures = driver.Input<string, double>("room.temperatures");
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        temperatures.Pipe("R-101", 26.5, noon);
        temperatures.Pipe("R-102", 25.9, noon);
        temperatures.Pipe("R-101", 27.1, noon + 4.Minutes());
        temperatures.Pipe("R-101", 25.0, noon + 6.Minutes());
        temperatures.Pipe("R-102", 28.0, noon + 6.Minutes());

        Assert.Equal([26.5], driver.Output<string, double>("rooms.hot").ReadValues());
    }
}
