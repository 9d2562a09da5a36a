using Millrace.Hvac;

namespace Millrace.Avro.Tests.Generated;

public sealed class ResolveDecoderTests
{
    private const string Older = """
        {
          "type": "record", "name": "HvacReading", "namespace": "millrace.hvac",
          "fields": [
            { "name": "firmware", "type": "string" },
            { "name": "timestamp", "type": { "type": "long", "logicalType": "timestamp-millis" } },
            { "name": "deviceId", "type": "string" },
            { "name": "co2", "type": "int" },
            { "name": "power", "type": ["null", "float"] },
            { "name": "mode", "type": { "type": "enum", "name": "Mode", "symbols": ["OFF", "DEFROST", "COOLING"] } }
          ]
        }
        """;

    [Fact]
    public void An_older_writer_is_read_with_reordered_skipped_promoted_and_default_fields()
    {
        var writer = AvroSchema.Parse(Older);
        var datum = new AvroRecord((RecordSchema)writer)
        {
            ["firmware"] = "2.1",
            ["timestamp"] = 60_000L,
            ["deviceId"] = "unit-1",
            ["co2"] = 700,
            ["power"] = 1.5f,
            ["mode"] = new AvroEnum((EnumSchema)((RecordSchema)writer).Find("mode")!.Schema, 1),
        };
        var decoder = HvacReading.ResolveDecoder(writer);
        var expected = new HvacReading
        {
            DeviceId = "unit-1",
            Timestamp = DateTimeOffset.UnixEpoch.AddMinutes(1),
            Co2 = 700,
            Power = 1.5,
            Mode = Mode.Unknown,
        };
        Assert.Equal(expected, AvroBinary.Read(Datum.Encode(writer, datum), decoder));
        // The second use takes the buffer that the first one left.
        Assert.Equal(expected, AvroBinary.Read(Datum.Encode(writer, datum), decoder));
    }

    [Fact]
    public void A_writer_with_the_same_canonical_form_is_read_directly()
    {
        var writer = AvroSchema.Parse(HvacReading.SchemaText.Replace("Electrical power drawn, watts.", "Power.", StringComparison.Ordinal));
        Assert.Equal(new AvroDecoder<HvacReading>(HvacReading.Decode), HvacReading.ResolveDecoder(writer));
    }

    [Fact]
    public void A_writer_without_a_required_field_is_refused_with_the_field()
    {
        var writer = AvroSchema.Parse("""{"type":"record","name":"HvacReading","fields":[{"name":"deviceId","type":"string"}]}""");
        var error = Assert.Throws<AvroSchemaException>(() => HvacReading.ResolveDecoder(writer));
        Assert.Equal("$.fields[1]", error.Path);
        Assert.Contains("\"timestamp\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_an_older_writers_bytes_says_where_they_are_wrong()
    {
        var writer = AvroSchema.Parse("""
            {"type":"record","name":"HvacReading","namespace":"millrace.hvac","fields":[
                {"name":"deviceId","type":"string"},
                {"name":"firmware","type":"string"},
                {"name":"timestamp","type":{"type":"long","logicalType":"timestamp-millis"}},
                {"name":"humidity","type":["null","double"]}]}
            """);
        // "a", "b", 0 ms, branch 2.
        var error = Assert.Throws<AvroDataException>(() => AvroBinary.Read([2, 97, 2, 98, 0, 4], HvacReading.ResolveDecoder(writer)));
        Assert.Equal((AvroDataError.BadUnionIndex, 5, "humidity"), (error.Error, (int)error.Offset, error.Path));
    }

    [Fact]
    public void A_truncated_value_of_an_older_writer_is_refused()
    {
        var writer = AvroSchema.Parse(Older);
        Assert.Throws<AvroDataException>(() => AvroBinary.Read([0x06, 0x32], HvacReading.ResolveDecoder(writer)));
    }
}
