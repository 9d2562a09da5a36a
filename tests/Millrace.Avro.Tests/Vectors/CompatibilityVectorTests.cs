using System.Text.Json;

namespace Millrace.Avro.Tests.Vectors;

[Trait("Part", "avro")]
public sealed class CompatibilityVectorTests
{
    public static TheoryData<string> Files => AvroVectors.Files("compatibility");

    [Theory]
    [MemberData(nameof(Files))]
    public void Verdicts_at_each_level_are_those_of_Confluent_and_Java(string file)
    {
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(AvroVectors.Read("compatibility", file)))
        {
            var schemas = Schemas(item);
            foreach (var expected in item.GetProperty("compatible").EnumerateObject())
            {
                var level = Enum.Parse<AvroCompatibilityLevel>(expected.Name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
                failures.Check($"{item.Text("name")} {level}", () =>
                    Assert.Equal(expected.Value.GetBoolean(), AvroCompatibility.Check(schemas[^1], schemas[..^1], level).Count == 0));
            }
        }

        failures.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Reasons_and_their_places_are_those_of_Java(string file)
    {
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(AvroVectors.Read("compatibility", file)))
        {
            var schemas = Schemas(item);
            for (var i = 0; i < schemas.Length - 1; i++)
            {
                var earlier = schemas[i];
                failures.Check($"{item.Text("name")} reads {i}", () => Check(item.GetProperty("canReadEarlier")[i], reader: schemas[^1], writer: earlier));
                failures.Check($"{item.Text("name")} read by {i}", () => Check(item.GetProperty("readableByEarlier")[i], reader: earlier, writer: schemas[^1]));
            }
        }

        failures.AssertNone();
    }

    private static void Check(JsonElement verdict, AvroSchema reader, AvroSchema writer)
    {
        var reasons = AvroCompatibility.WhyUnreadable(reader, writer);
        Assert.Equal(verdict.GetProperty("compatible").GetBoolean(), reasons.Count == 0);
        Assert.Equal(AvroVectors.Reasons(verdict), AvroVectors.Describe(reasons));
        Assert.Equal(reasons.Count == 0, AvroCompatibility.CanRead(reader, writer));
    }

    private static AvroSchema[] Schemas(JsonElement item) => [.. item.GetProperty("schemas").EnumerateArray().Select(schema => AvroSchema.Parse(schema.GetRawText()))];
}
