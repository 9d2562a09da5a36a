using System.Buffers;
using Millrace.Hvac;

namespace Millrace.Avro.Tests.Generated;

public sealed class HvacReadingTests
{
    private static readonly HvacReading Reading = new()
    {
        DeviceId = "unit-0042",
        Timestamp = new DateTimeOffset(2021, 8, 26, 0, 1, 0, TimeSpan.Zero),
        Site = "Zürich",
        AmbientTemperature = 21.5,
        Co2 = 640,
        Mode = Mode.Cooling,
        Occupied = false,
    };

    [Fact]
    public void A_reading_comes_back_from_its_bytes() =>
        Assert.Equal(Reading, AvroBinary.Read<HvacReading>(AvroBinary.ToArray(Reading)));

    [Fact]
    public void A_reading_has_the_bytes_that_the_specification_asks_for()
    {
        var bytes = AvroBinary.ToArray(new HvacReading { DeviceId = "a", Timestamp = DateTimeOffset.UnixEpoch.AddMilliseconds(-65), Mode = Mode.Off, Occupied = true });
        Assert.Equal("0261" + "8101" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "02" + "0201", Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void A_field_without_a_value_has_the_default_of_the_schema()
    {
        var reading = new HvacReading { DeviceId = "a", Timestamp = DateTimeOffset.UnixEpoch };
        Assert.Null(reading.Site);
        Assert.Equal(Mode.Unknown, reading.Mode);
    }

    [Fact]
    public void Every_strict_prefix_of_a_reading_is_refused()
    {
        var bytes = AvroBinary.ToArray(Reading);
        for (var length = 0; length < bytes.Length; length++)
        {
            var prefix = bytes[..length];
            Assert.Throws<AvroDataException>(() => AvroBinary.Read<HvacReading>(prefix));
        }
    }

    [Fact]
    public void A_byte_behind_a_reading_is_refused()
    {
        byte[] bytes = [.. AvroBinary.ToArray(Reading), 0];
        var error = Assert.Throws<AvroDataException>(() => AvroBinary.Read<HvacReading>(bytes));
        Assert.Equal(AvroDataError.TrailingBytes, error.Error);
        Assert.Equal(bytes.Length - 1, error.Offset);
    }

    [Fact]
    public void A_number_that_is_no_mode_is_not_written() =>
        Assert.Throws<AvroDataException>(() => AvroBinary.ToArray(Reading with { Mode = (Mode)6 }));

    [Fact]
    public void Symbols_are_as_the_schema_spells_them()
    {
        Assert.Equal("HUMIDITY_HIGH", AlertKind.HumidityHigh.ToSymbol());
        Assert.True(AlertKindSymbols.TryParse("CO2", out var kind));
        Assert.Equal(AlertKind.Co2, kind);
        Assert.False(AlertKindSymbols.TryParse("co2", out _));
    }

    [Fact]
    public void The_schema_of_a_record_stands_alone()
    {
        var alone = AvroSchema.Parse(HvacAlarm.SchemaText);
        Assert.Equal(HvacAlarm.Schema.Fingerprint, alone.Fingerprint);
        Assert.Equal(HvacAlarm.SchemaText, alone.ToString());
    }

    [Fact]
    public void Decoding_allocates_the_record_and_its_strings_alone()
    {
        var bytes = AvroBinary.ToArray(Reading with { Site = null });
        AvroBinary.Read<HvacReading>(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = AvroBinary.Read<HvacReading>(bytes);
        var decoding = GC.GetAllocatedBytesForCurrentThread() - before;

        before = GC.GetAllocatedBytesForCurrentThread();
        var copy = reading with { DeviceId = new string('x', reading.DeviceId.Length) };
        var copying = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.NotNull(copy);
        Assert.Equal(copying, decoding);
    }

    [Fact]
    public void Encoding_allocates_nothing()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        AvroBinary.Write(Reading, output);
        output.ResetWrittenCount();
        var before = GC.GetAllocatedBytesForCurrentThread();
        AvroBinary.Write(Reading, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
