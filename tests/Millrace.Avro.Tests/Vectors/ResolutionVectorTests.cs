using System.Buffers;
using System.Text.Json;

namespace Millrace.Avro.Tests.Vectors;

[Trait("Part", "avro")]
public sealed class ResolutionVectorTests
{
    public static TheoryData<string> Files => AvroVectors.Files("resolution");

    [Theory]
    [MemberData(nameof(Files))]
    public void What_one_schema_wrote_another_reads_as_elsewhere(string file)
    {
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(AvroVectors.Read("resolution", file)))
            failures.Check(item.Text("name"), () => Check(item));
        failures.AssertNone();
    }

    private static void Check(JsonElement item)
    {
        var writer = AvroSchema.Parse(item.GetProperty("writer").GetRawText());
        var reader = AvroSchema.Parse(item.GetProperty("reader").GetRawText());
        var bytes = item.Bytes("hex");
        var reasons = AvroCompatibility.WhyUnreadable(reader, writer);
        Assert.Equal(item.GetProperty("schemaCompatible").GetBoolean(), reasons.Count == 0);
        Assert.Equal(AvroVectors.Reasons(item), AvroVectors.Describe(reasons));
        if (item.TryGetProperty("error", out var expectedError))
        {
            Assert.Contains(expectedError.Text("kind"), AvroVectors.Describe(reasons).Select(reason => reason.Split(' ')[0]));
            foreach (var resolve in new[] { Transcode, Plan })
            {
                var error = Assert.ThrowsAny<MillraceException>(() => resolve(writer, reader, bytes));
                Assert.True(error is AvroSchemaException or AvroDataException { Error: AvroDataError.Unresolvable }, error.Message);
            }
        }
        else
        {
            var expected = VectorDatum.Parse(reader, item.GetProperty("expected"));
            Assert.Equal(VectorDatum.Describe(expected), VectorDatum.Describe(Transcode(writer, reader, bytes)));
            Assert.Equal(VectorDatum.Describe(expected), VectorDatum.Describe(Plan(writer, reader, bytes)));
            Assert.Equal(item.GetProperty("schemaCompatible").GetBoolean(), AvroTranscoder.Compile(writer, reader).Offences.Count == 0);
        }
    }

    private static object? Plan(AvroSchema writer, AvroSchema reader, byte[] bytes) =>
        AvroBinary.Read(bytes, AvroResolution.GenericDecoder(writer, reader));

    private static object? Transcode(AvroSchema writer, AvroSchema reader, byte[] bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        var source = new AvroReader(bytes);
        var target = new AvroWriter(output);
        AvroTranscoder.Compile(writer, reader).Transcode(ref source, ref target);
        source.EnsureEnd();
        target.Flush();
        return GenericDatum.Read(reader, output.WrittenSpan);
    }
}
