using System.Buffers.Binary;
using System.Text.Json;

namespace Millrace.Avro.Tests.Vectors;

/// <summary>What stands in the frames of Confluent's serializer; the frames themselves are the registry's serde's.</summary>
[Trait("Part", "avro")]
public sealed class WireVectorTests
{
    private const int HeadBytes = 5;

    public static TheoryData<string> Files => AvroVectors.Files("wire", except: ["bad.json", "registry.json"]);

    [Theory]
    [MemberData(nameof(Files))]
    public void Framed_datums_are_read_and_written_with_the_schema_of_their_id(string file)
    {
        var vector = AvroVectors.Read("wire", file);
        var id = vector.GetProperty("schemaId");
        var registry = AvroVectors.Read("wire", "registry.json").GetProperty("schemas");
        var schema = Resolve(registry, id.GetInt32());
        if (vector.TryGetProperty("resolvedSchema", out var resolved))
            Assert.Equal(AvroSchema.Parse(resolved.GetRawText()).ParsingCanonicalForm, schema.ParsingCanonicalForm);
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(vector))
        {
            var frame = item.Bytes("hex");
            failures.Check(item.Text("hex"), () =>
            {
                Assert.Equal(0, frame[0]);
                Assert.Equal(id.GetInt32(), BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)));
                var expected = VectorDatum.Parse(schema, item.GetProperty("datum"));
                Assert.Equal(VectorDatum.Describe(expected), VectorDatum.Describe(GenericDatum.Read(schema, frame.AsSpan(HeadBytes))));
                Assert.Equal(Convert.ToHexStringLower(frame.AsSpan(HeadBytes)), Convert.ToHexStringLower(Datum.Encode(schema, expected)));
            });
        }

        failures.AssertNone();
    }

    [Fact]
    public void Bodies_that_are_not_what_their_schema_says_are_refused()
    {
        var registry = AvroVectors.Read("wire", "registry.json").GetProperty("schemas");
        var failures = new Failures();
        var count = 0;
        foreach (var item in AvroVectors.Cases(AvroVectors.Read("wire", "bad.json")).Where(item => item.Text("expected") is "bad-datum" or "trailing-bytes"))
        {
            count++;
            var frame = item.Bytes("hex");
            failures.Check(item.Text("name"), () =>
            {
                var schema = Resolve(registry, BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)));
                var error = Assert.Throws<AvroDataException>(() => GenericDatum.Read(schema, frame.AsSpan(HeadBytes)));
                Assert.Equal(item.Text("expected") == "trailing-bytes", error.Error == AvroDataError.TrailingBytes);
            });
        }

        Assert.True(count > 0);
        failures.AssertNone();
    }

    // The texts of references, those first that others use.
    private static AvroSchema Resolve(JsonElement registry, int id)
    {
        var texts = new List<string>();
        Collect(registry.GetProperty(id.ToString(System.Globalization.CultureInfo.InvariantCulture)), registry, texts);
        return AvroSchema.Parse(texts[^1], texts[..^1]);
    }

    private static void Collect(JsonElement schema, JsonElement registry, List<string> texts)
    {
        if (schema.TryGetProperty("references", out var references) && references.ValueKind == JsonValueKind.Array)
        {
            foreach (var reference in references.EnumerateArray())
            {
                Collect(
                    registry.EnumerateObject().First(other => other.Value.GetProperty("versions").EnumerateArray().Any(version =>
                        version.Text("subject") == reference.Text("subject") && version.GetProperty("version").GetInt32() == reference.GetProperty("version").GetInt32())).Value,
                    registry,
                    texts);
            }
        }

        var text = schema.GetProperty("schema");
        texts.Add(text.ValueKind == JsonValueKind.String ? text.GetString()! : text.GetRawText());
    }
}
