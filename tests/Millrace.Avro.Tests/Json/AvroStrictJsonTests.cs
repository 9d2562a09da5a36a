using System.Text.Json;
using Millrace.Avro.Tests.Vectors;
using Millrace.Hvac;

namespace Millrace.Avro.Tests.Json;

public sealed class AvroStrictJsonTests
{
    public static TheoryData<string> Binary => AvroVectors.Files("binary");

    public static TheoryData<string> Realistic => AvroVectors.Files("realistic");

    [Theory]
    [MemberData(nameof(Binary))]
    [Trait("Part", "avro")]
    public void Values_come_back_from_their_json(string file) => Check(AvroVectors.Read("binary", file));

    [Theory]
    [MemberData(nameof(Realistic))]
    [Trait("Part", "avro")]
    public void Realistic_records_come_back_from_their_json(string file) => Check(AvroVectors.Read("realistic", file));

    [Fact]
    public void Unions_bytes_and_numbers_stand_as_the_specification_has_them()
    {
        var schema = AvroSchema.Parse("""
            {"type":"record","name":"R","namespace":"a","fields":[
                {"name":"u","type":["null","string",{"type":"enum","name":"E","symbols":["X"]}]},{"name":"v","type":["null","string","E"]},
                {"name":"b","type":"bytes"},{"name":"f","type":"float"},{"name":"d","type":["double","null"]},
                {"name":"t","type":{"type":"long","logicalType":"timestamp-millis"}}]}
            """);
        const string Json = """{"u":{"a.E":"X"},"v":null,"b":"\u0000ÿ","f":"NaN","d":{"double":0.1},"t":60000}""";
        var datum = AvroStrictJson.FromJson(schema, Json);
        Assert.Equal("0400" + "00" + "0400ff" + "0000c07f" + "009a9999999999b93f" + "c0a907", Convert.ToHexStringLower(datum));
        Assert.Equal(Json, AvroStrictJson.ToJson(schema, datum));
    }

    [Fact]
    public void A_reading_comes_back_from_its_json()
    {
        var reading = new HvacReading { DeviceId = "unit-1", Timestamp = DateTimeOffset.UnixEpoch.AddDays(1), Site = "Zürich", Humidity = 41.5, Mode = Mode.Fan };
        Assert.Contains("\"humidity\":{\"double\":41.5}", AvroStrictJson.ToJson(reading), StringComparison.Ordinal);
        Assert.Equal(reading, AvroStrictJson.FromJson<HvacReading>(AvroStrictJson.ToJson(reading)));
    }

    [Fact]
    public void Members_may_stand_in_any_order()
    {
        var schema = AvroSchema.Parse("""{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"string"}]}""");
        Assert.Equal([2, 2, 120], AvroStrictJson.FromJson(schema, """{"b":"x","a":1}"""));
    }

    [Theory]
    [InlineData("\"int\"", "1.5", null, AvroDataError.WrongType)]
    [InlineData("\"int\"", "2147483648", null, AvroDataError.WrongType)]
    [InlineData("\"string\"", "1", null, AvroDataError.WrongType)]
    [InlineData("\"string\"", "\"\\ud800\"", null, AvroDataError.BadUtf8)]
    [InlineData("\"bytes\"", "\"\\u0100\"", null, AvroDataError.OutOfRange)]
    [InlineData("[\"null\",\"int\"]", "5", null, AvroDataError.WrongType)]
    [InlineData("[\"null\",\"int\"]", "{\"long\":5}", null, AvroDataError.WrongType)]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", "\"B\"", null, AvroDataError.BadEnumIndex)]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}", "\"abc\"", null, AvroDataError.BadLength)]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", "[1,\"x\"]", "[1]", AvroDataError.WrongType)]
    [InlineData("{\"type\":\"map\",\"values\":\"int\"}", "{\"k\":null}", "[\"k\"]", AvroDataError.WrongType)]
    [InlineData("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":1}]}", "{}", "a", AvroDataError.WrongType)]
    [InlineData("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}", "{\"a\":1,\"b\":2}", null, AvroDataError.WrongType)]
    [InlineData("\"int\"", "1 2", null, AvroDataError.WrongType)]
    public void What_is_no_value_of_the_schema_is_refused_with_its_place(string schema, string json, string? path, AvroDataError kind)
    {
        var error = Assert.Throws<AvroDataException>(() => AvroStrictJson.FromJson(AvroSchema.Parse(schema), json));
        Assert.Equal((kind, path), (error.Error, error.Path));
    }

    [Fact]
    public void Records_nested_too_deep_are_refused_both_ways()
    {
        var schema = AvroSchema.Parse("""{"type":"record","name":"N","fields":[{"name":"next","type":["null","N"]}]}""");
        var deep = string.Concat(Enumerable.Repeat("{\"next\":{\"N\":", 600)) + "null" + string.Concat(Enumerable.Repeat("}}", 600));
        Assert.Equal(AvroDataError.TooDeep, Assert.Throws<AvroDataException>(() => AvroStrictJson.FromJson(schema, deep)).Error);
        var bytes = Enumerable.Repeat((byte)2, 600).Append((byte)0).ToArray();
        Assert.Equal(AvroDataError.TooDeep, Assert.Throws<AvroDataException>(() => AvroStrictJson.ToJson(schema, bytes)).Error);
        Assert.NotEmpty(AvroStrictJson.ToJson(schema, bytes.AsSpan(100)));
    }

    private static void Check(JsonElement vector)
    {
        var schema = AvroSchema.Parse(vector.GetProperty("schema").GetRawText());
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(vector).Where(item => !item.TryGetProperty("decodeOnly", out _)))
        {
            failures.Check(item.Text("hex"), () =>
                Assert.Equal(item.Text("hex"), Convert.ToHexStringLower(AvroStrictJson.FromJson(schema, AvroStrictJson.ToJson(schema, item.Bytes("hex"))))));
        }

        failures.AssertNone();
    }
}
