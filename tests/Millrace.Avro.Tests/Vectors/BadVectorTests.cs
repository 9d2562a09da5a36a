using System.Text.Json;

namespace Millrace.Avro.Tests.Vectors;

[Trait("Part", "avro")]
public sealed class BadVectorTests
{
    public static TheoryData<string> Bytes => AvroVectors.Files("binary-bad");

    public static TheoryData<string> Schemas => AvroVectors.Files("schemas-bad");

    [Theory]
    [MemberData(nameof(Bytes))]
    public void Bad_bytes_are_refused_without_allocating_what_they_claim(string file)
    {
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(AvroVectors.Read("binary-bad", file)))
        {
            var schema = AvroSchema.Parse(item.GetProperty("schema").GetRawText());
            var bytes = item.Bytes("hex");
            failures.Check(item.Text("name"), () =>
            {
                // Pools and what is made once for a schema are not the input's.
                Assert.Throws<AvroDataException>(() => GenericDatum.Read(schema, bytes));
                var before = GC.GetAllocatedBytesForCurrentThread();
                Assert.Throws<AvroDataException>(() => GenericDatum.Read(schema, bytes));
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096 + (64 * bytes.Length));
            });
        }

        failures.AssertNone();
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Schemas_are_accepted_and_refused_as_the_specification_says(string file)
    {
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(AvroVectors.Read("schemas-bad", file)))
        {
            var text = item.GetProperty("schema") is { ValueKind: JsonValueKind.String } schema ? schema.GetString()! : item.GetProperty("schema").GetRawText();
            failures.Check(item.Text("name"), () => Check(item.Text("expected"), text));
        }

        failures.AssertNone();
    }

    private static void Check(string expected, string text)
    {
        switch (expected)
        {
            case "reject":
                var error = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text));
                Assert.StartsWith("$", error.Path, StringComparison.Ordinal);
                Assert.True(error.Line > 0);
                break;
            case "accept":
                AvroSchema.Parse(text);
                break;
            case "accept-ignoring-logical-type":
                Assert.Equal(AvroLogicalKind.None, AvroSchema.Parse(text).LogicalType.Kind);
                break;
            default:
                Assert.Fail($"an expectation that this test does not know: {expected}");
                break;
        }
    }
}
