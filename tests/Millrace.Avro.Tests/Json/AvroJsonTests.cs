using Millrace.Hvac;

namespace Millrace.Avro.Tests.Json;

public sealed class AvroJsonTests
{
    [Fact]
    public void An_alert_reads_as_people_write_it()
    {
        var alert = new HvacAlert
        {
            AlertId = "unit-1/TEMPERATURE/60000",
            DeviceId = "unit-1",
            Kind = AlertKind.Temperature,
            State = AlertState.Raised,
            Severity = Severity.Critical,
            Began = new DateTimeOffset(2021, 8, 26, 0, 1, 0, TimeSpan.Zero),
            At = new DateTimeOffset(2021, 8, 26, 2, 11, 0, 250, TimeSpan.FromHours(2)),
            Value = 3.5,
            Limit = 3,
            Message = "Zürich: 3.5 °C off",
        };
        const string Expected =
            """
            {"alertId":"unit-1/TEMPERATURE/60000","deviceId":"unit-1","site":null,"kind":"TEMPERATURE","state":"RAISED","severity":"CRITICAL",
            "began":"2021-08-26T00:01:00Z","at":"2021-08-26T00:11:00.250Z","value":3.5,"limit":3,"message":"Zürich: 3.5 °C off"}
            """;
        Assert.Equal(Expected.Replace("\n", "", StringComparison.Ordinal), AvroJson.ToJson(alert));
    }

    [Theory]
    [InlineData("""{"type":"long","logicalType":"timestamp-micros"}""", -1L, "\"1969-12-31T23:59:59.999999Z\"")]
    [InlineData("""{"type":"long","logicalType":"timestamp-nanos"}""", 1_500_000_000L, "\"1970-01-01T00:00:01.500Z\"")]
    [InlineData("""{"type":"long","logicalType":"local-timestamp-millis"}""", 0L, "\"1970-01-01T00:00:00\"")]
    [InlineData("""{"type":"long","logicalType":"timestamp-millis"}""", long.MaxValue, "9223372036854775807")]
    [InlineData("""{"type":"long","logicalType":"time-micros"}""", 3_661_000_001L, "\"01:01:01.000001\"")]
    [InlineData("""{"type":"int","logicalType":"date"}""", -1, "\"1969-12-31\"")]
    [InlineData("""{"type":"int","logicalType":"time-millis"}""", 86_400_000, "86400000")]
    [InlineData("\"double\"", double.NaN, "\"NaN\"")]
    [InlineData("\"double\"", double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData("[\"null\",\"string\"]", "a\"b", "\"a\\\"b\"")]
    public void Each_type_reads_as_people_write_it(string schema, object value, string expected) =>
        Assert.Equal(expected, AvroJson.ToJson(AvroSchema.Parse(schema), value));

    [Theory]
    [InlineData("00", "0.00")]
    [InlineData("ff", "-0.01")]
    [InlineData("04d2", "12.34")]
    public void Decimals_are_numbers(string unscaled, string expected) => Assert.Equal(
        expected,
        AvroJson.ToJson(AvroSchema.Parse("""{"type":"bytes","logicalType":"decimal","precision":6,"scale":2}"""), (object)Convert.FromHexString(unscaled)));
}
