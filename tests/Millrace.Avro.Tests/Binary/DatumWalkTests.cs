using Millrace.Hvac;

namespace Millrace.Avro.Tests.Binary;

public sealed class DatumWalkTests
{
    private static readonly AvroSchema Building = AvroSchema.Parse("""
        {"type":"record","name":"Building","fields":[
          {"name":"name","type":"string"},
          {"name":"floors","type":{"type":"array","items":{"type":"record","name":"Floor","fields":[
            {"name":"rooms","type":{"type":"map","values":["null","double"]}},
            {"name":"warm","type":"boolean"}]}}}]}
        """);

    [Fact]
    public void An_error_in_a_generated_record_says_which_field()
    {
        var bytes = AvroBinary.ToArray(new HvacReading { DeviceId = "a", Timestamp = DateTimeOffset.UnixEpoch, Occupied = true });
        bytes[^1] = 7;
        var error = Assert.Throws<AvroDataException>(() => AvroBinary.Read<HvacReading>(bytes));
        Assert.Equal((AvroDataError.BadBoolean, "occupied", bytes.Length - 1), (error.Error, error.Path, (int)error.Offset));
        Assert.Contains("occupied", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timestamp_out_of_range_says_which_field()
    {
        var error = Assert.Throws<AvroDataException>(() => AvroBinary.Read<HvacReading>(Convert.FromHexString("0261" + "feffffffffffffffff01" + "00")));
        Assert.Equal((AvroDataError.OutOfRange, "timestamp"), (error.Error, error.Path));
    }

    [Theory]
    [InlineData("0461", AvroDataError.BadLength, "name")]
    [InlineData("0261" + "04" + "00" + "01" + "00" + "05", AvroDataError.BadBoolean, "floors[1].warm")]
    [InlineData("0261" + "02" + "020272" + "04" + "00000000000000000000", AvroDataError.BadUnionIndex, "floors[0].rooms[\"r\"]")]
    [InlineData("0261" + "7e", AvroDataError.BadCount, "floors")]
    public void An_error_within_arrays_and_maps_says_which_item(string hex, AvroDataError kind, string path)
    {
        var bytes = Convert.FromHexString(hex);
        var error = Assert.Throws<AvroDataException>(() => GenericDatum.Read(Building, bytes));
        Assert.Equal((kind, path), (error.Error, error.Path));
    }

    [Fact]
    public void An_error_in_what_an_older_writer_wrote_says_which_field_of_the_reader()
    {
        var writer = AvroSchema.Parse("""
            {"type":"record","name":"HvacReading","fields":[
              {"name":"deviceId","type":"bytes"},{"name":"timestamp","type":"long"}]}
            """);
        var error = Assert.Throws<AvroDataException>(() => AvroBinary.Read([0x02, 0xff, 0x00], HvacReading.ResolveDecoder(writer)));
        Assert.Equal((AvroDataError.BadUtf8, "deviceId"), (error.Error, error.Path));
    }

    [Fact]
    public void A_value_that_cannot_be_written_says_which_field()
    {
        var floor = new AvroRecord((RecordSchema)((ArraySchema)((RecordSchema)Building).Find("floors")!.Schema).Items) { ["warm"] = 5 };
        floor["rooms"] = new Dictionary<string, object?>(StringComparer.Ordinal);
        var building = new AvroRecord((RecordSchema)Building) { ["name"] = "hq", ["floors"] = new object?[] { floor } };
        var error = Assert.Throws<AvroDataException>(() => Datum.Encode(Building, building));
        Assert.Equal((AvroDataError.WrongType, "floors[0].warm"), (error.Error, error.Path));
    }
}
