using Millrace.Hvac;
using Millrace.SchemaRegistry;
using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

// snippet: too-warm-test
public sealed class TooWarmTests
{
    [Fact]
    public void Warm_readings_are_counted_for_every_five_minutes()
    {
        var avro = new AvroSerdeProvider(DevelopmentRegistry.CreateClient(), new() { AutoRegister = true }).Register<HvacReading>();
        using var driver = new TopologyTestDriver(new TooWarm(), new() { Serdes = new SerdeProviders(avro) });
        var readings = driver.Input<string, HvacReading>("hvac.readings");
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        for (var at = noon; at < noon + 7.Minutes(); at += 1.Minutes())
            readings.Pipe("room-7", new() { DeviceId = "room-7", Timestamp = at, AmbientTemperature = 26, DesiredTemperature = 21 }, at);

        Assert.Equal([5L], driver.Output<string, long>("hvac.too-warm").ReadValues());
    }
}
// end snippet
