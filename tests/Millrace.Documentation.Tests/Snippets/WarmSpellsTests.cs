using System.Text;
using Millrace.Hvac;
using Millrace.SchemaRegistry;
using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

// snippet: warm-spells-test
public sealed class WarmSpellsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TopologyTestDriver _driver = new(new WarmSpells(), new() { Serdes = new SerdeProviders(Avro()) });

    [Fact]
    public void A_spell_is_told_when_its_five_minutes_are_over()
    {
        for (var minute = 0; minute < 7; minute++)
            Pipe("room-7", minute, ambient: 26);

        var spell = Assert.Single(_driver.Output<string, WarmSpell>("hvac.warm-spells").ReadValues());
        Assert.Equal(new WarmSpell { DeviceId = "room-7", Began = Noon, Readings = 5 }, spell);
    }

    [Fact]
    public void A_room_at_its_set_point_has_no_spells()
    {
        for (var minute = 0; minute < 7; minute++)
            Pipe("room-7", minute, ambient: 22);

        Assert.True(_driver.Output<string, WarmSpell>("hvac.warm-spells").IsEmpty);
    }

    [Fact]
    public void What_is_no_reading_is_kept_as_a_dead_letter()
    {
        _driver.Pipe("hvac.readings", "room-7"u8.ToArray(), "not Avro"u8.ToArray(), Noon.ToUnixTimeMilliseconds());

        var letter = Assert.Single(_driver.Records("hvac.warm-spells.dead-letters"));
        Assert.Equal("not Avro", Encoding.UTF8.GetString(letter.Value!));
    }

    public void Dispose() => _driver.Dispose();

    private void Pipe(string device, int minute, double ambient)
    {
        var at = Noon + minute.Minutes();
        var reading = new HvacReading { DeviceId = device, Timestamp = at, AmbientTemperature = ambient, DesiredTemperature = 21 };
        _driver.Input<string, HvacReading>("hvac.readings").Pipe(device, reading, at);
    }

    private static AvroSerdeProvider Avro() =>
        new AvroSerdeProvider(DevelopmentRegistry.CreateClient(), new() { AutoRegister = true }).Register<HvacReading>().Register<WarmSpell>();
}
// end snippet
