using System.Buffers;
using System.Text.Json;

namespace Millrace.Avro.Tests.Vectors;

[Trait("Part", "avro")]
public sealed class BinaryVectorTests
{
    public static TheoryData<string> Binary => AvroVectors.Files("binary");

    public static TheoryData<string> Realistic => AvroVectors.Files("realistic");

    [Theory]
    [MemberData(nameof(Binary))]
    public void Values_have_the_same_bytes_as_elsewhere(string file) => Check(AvroVectors.Read("binary", file), everyPrefix: true);

    [Theory]
    [MemberData(nameof(Realistic))]
    public void Realistic_records_have_the_same_bytes_as_elsewhere(string file) => Check(AvroVectors.Read("realistic", file), everyPrefix: false);

    [Theory]
    [MemberData(nameof(Binary))]
    public void Schemas_have_the_same_canonical_form_and_fingerprints_as_elsewhere(string file)
    {
        var vector = AvroVectors.Read("binary", file);
        var schema = AvroSchema.Parse(vector.GetProperty("schema").GetRawText());
        Assert.Equal(vector.Text("canonicalForm"), schema.ParsingCanonicalForm);
        Assert.Equal(vector.Text("rabinFingerprint"), schema.Fingerprint.ToString("x16"));
        Assert.Equal(vector.Text("md5"), Convert.ToHexStringLower(schema.Md5Fingerprint()));
        Assert.Equal(vector.Text("sha256"), Convert.ToHexStringLower(schema.Sha256Fingerprint()));
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void A_schema_that_was_written_again_says_the_same(string file)
    {
        var schema = AvroSchema.Parse(AvroVectors.Read("binary", file).GetProperty("schema").GetRawText());
        var again = AvroSchema.Parse(schema.ToString());
        Assert.Equal(schema.ParsingCanonicalForm, again.ParsingCanonicalForm);
        Assert.Equal(schema.LogicalType, again.LogicalType);
        Assert.Equal(schema.ToString(), again.ToString());
    }

    private static void Check(JsonElement vector, bool everyPrefix)
    {
        var schema = AvroSchema.Parse(vector.GetProperty("schema").GetRawText());
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(vector))
        {
            var bytes = item.Bytes("hex");
            failures.Check(item.Text("hex"), () =>
            {
                var expected = VectorDatum.Parse(schema, item.GetProperty("datum"));
                Assert.Equal(VectorDatum.Describe(expected), VectorDatum.Describe(GenericDatum.Read(schema, bytes)));
                if (!item.TryGetProperty("decodeOnly", out _))
                    Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(Encode(schema, expected)));
                Assert.NotNull(JsonDocument.Parse(AvroJson.ToJson(schema, bytes), new JsonDocumentOptions { MaxDepth = 2000 }));
                for (var length = 0; everyPrefix && length < Math.Min(bytes.Length, 2000); length++)
                {
                    var prefix = bytes[..length];
                    Assert.Throws<AvroDataException>(() => GenericDatum.Read(schema, prefix));
                }
            });
        }

        failures.AssertNone();
    }

    private static byte[] Encode(AvroSchema schema, object? value)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);
        GenericDatum.Write(schema, value, ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
