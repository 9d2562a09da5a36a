namespace Millrace.Avro.Generator.Tests;

public sealed class DefaultTests
{
    [Theory]
    [InlineData("\"int\"", "-7", "-7")]
    [InlineData("\"long\"", "9223372036854775807", "9223372036854775807")]
    [InlineData("\"double\"", "3", "3")]
    [InlineData("\"double\"", "1e400", "Infinity")]
    [InlineData("\"float\"", "-1e-3", "-0.001")]
    [InlineData("\"boolean\"", "true", "True")]
    [InlineData("\"string\"", "\"a\\\"\\u00e9\\n\"", "a\"é\n")]
    [InlineData("[\"null\",\"int\"]", "null", "")]
    [InlineData("[\"int\",\"null\"]", "5", "5")]
    [InlineData("[\"int\",\"string\",\"null\"]", "\"x\"", "String { Value = x }")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}", "\"B\"", "B")]
    [InlineData("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "60000", "01/01/1970 00:01:00 +00:00")]
    [InlineData("{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":6,\"scale\":2}", "\"\\u00ff\\u0085\"", "-1.23")]
    [InlineData("{\"type\":\"int\",\"logicalType\":\"date\"}", "1", "01/02/1970")]
    [InlineData("{\"type\":\"int\",\"logicalType\":\"time-millis\"}", "60000", "00:01")]
    public void A_field_begins_with_the_default_of_its_schema(string schema, string json, string expected) =>
        Assert.Equal(expected, Convert.ToString(Default(schema, json), System.Globalization.CultureInfo.InvariantCulture) ?? "");

    [Fact]
    public void Collections_and_records_begin_with_their_defaults()
    {
        Assert.Equal([1, 2], Assert.IsType<IReadOnlyList<int>>(Default("""{"type":"array","items":"int"}""", "[1,2]"), exactMatch: false));
        Assert.Equal(3L, Assert.IsType<IReadOnlyDictionary<string, long>>(Default("""{"type":"map","values":"long"}""", """{"k":3}"""), exactMatch: false)["k"]);
        Assert.Equal([255, 1], ((ReadOnlyMemory<byte>)Default("\"bytes\"", "\"\\u00ff\\u0001\"")!).ToArray());
        var inner = Default("""{"type":"record","name":"In","fields":[{"name":"x","type":"int"},{"name":"y","type":"string","default":"in"}]}""", """{"x":1}""");
        Assert.Contains("X = 1, Y = in", inner!.ToString()!, StringComparison.Ordinal);
    }

    private static object? Default(string schema, string json)
    {
        var generation = Generation.Of(("R.avsc", $$"""{"type":"record","name":"R","fields":[{"name":"value","type":{{schema}},"default":{{json}}}]}"""));
        var type = generation.Load().GetType("R")!;
        return type.GetProperty("Value")!.GetValue(Activator.CreateInstance(type));
    }
}
