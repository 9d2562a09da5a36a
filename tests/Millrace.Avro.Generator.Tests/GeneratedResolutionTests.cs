using System.Reflection;
using System.Text.Json;
using Millrace.Avro.Tests.Vectors;

namespace Millrace.Avro.Generator.Tests;

/// <summary>Generates and compiles records for the reader's schemas of other implementations' resolutions, and reads what the writers wrote.</summary>
[Trait("Part", "avro")]
public sealed class GeneratedResolutionTests
{
    public static TheoryData<string> Files => AvroVectors.Files("resolution");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_generated_record_reads_what_other_schemas_wrote(string file)
    {
        var failures = new Failures();
        var number = 0;
        foreach (var group in AvroVectors.Cases(AvroVectors.Read("resolution", file)).GroupBy(item => Schema(item, "reader"), StringComparer.Ordinal))
        {
            var (decode, reader) = Generate(group.Key);
            foreach (var item in group)
                failures.Check($"{item.Text("name")} ({number++})", () => Check(item, reader, decode));
        }

        failures.AssertNone();
    }

    private static void Check(JsonElement item, AvroSchema reader, Func<AvroSchema, byte[], byte[]> decode)
    {
        var writer = AvroSchema.Parse(Wrap(Schema(item, "writer")));
        var bytes = item.Bytes("hex");
        if (item.TryGetProperty("error", out _))
        {
            var error = Assert.ThrowsAny<MillraceException>(() => decode(writer, bytes));
            Assert.True(error is AvroSchemaException or AvroDataException { Error: AvroDataError.Unresolvable }, error.Message);
            return;
        }

        // The bytes are those of the reader's datum: a wrapper has none of its own.
        var expected = VectorDatum.Parse(Inner(reader), item.GetProperty("expected"));
        Assert.Equal(VectorDatum.Describe(expected), VectorDatum.Describe(GenericDatum.Read(Inner(reader), decode(writer, bytes))));
    }

    private static (Func<AvroSchema, byte[], byte[]> Decode, AvroSchema Reader) Generate(string schema)
    {
        var wrapped = Wrap(schema);
        var generation = Generation.Of(("reader.avsc", wrapped));
        Assert.Empty(generation.Diagnostics);
        var reader = (RecordSchema)AvroSchema.Parse(wrapped);
        var type = generation.Load().GetTypes().Single(type => type.GetField("SchemaJson") is { } text
            && ((RecordSchema)AvroSchema.Parse((string)text.GetRawConstantValue()!)).Name == reader.Name);
        var decode = typeof(GeneratedResolutionTests).GetMethod(nameof(Decode), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Func<AvroSchema, byte[], byte[]>>();
        return (decode, reader);
    }

    private static byte[] Decode<T>(AvroSchema writer, byte[] bytes)
        where T : IAvroRecord<T> => AvroBinary.ToArray(AvroBinary.Read(bytes, T.ResolveDecoder(writer)));

    // Random numbers are no times of anything; their types without a meaning hold them all.
    private static string Schema(JsonElement item, string role) =>
        item.GetProperty(role).GetRawText().Replace("\"logicalType\"", "\"without\"", StringComparison.Ordinal);

    private static string Wrap(string schema) =>
        $$"""{"type":"record","name":"Wrapper","fields":[{"name":"value","type":{{schema}}}]}""";

    private static AvroSchema Inner(AvroSchema wrapper) => ((RecordSchema)wrapper).Fields[0].Schema;
}
