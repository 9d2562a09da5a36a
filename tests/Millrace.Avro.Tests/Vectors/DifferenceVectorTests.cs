using System.Text.Json;

namespace Millrace.Avro.Tests.Vectors;

/// <summary>Where the implementations disagree, ours sides with Java or refuses what one of them refuses too; it has no answer of its own.</summary>
[Trait("Part", "avro")]
public sealed class DifferenceVectorTests
{
    public static TheoryData<string> Files => AvroVectors.Files("differences");

    [Theory]
    [MemberData(nameof(Files))]
    public void No_answer_is_ours_alone(string file)
    {
        var failures = new Failures();
        foreach (var item in AvroVectors.Read("differences", file).GetProperty("cases").EnumerateArray())
        {
            var name = item.TryGetProperty("name", out var text) ? text.GetString()! : item.Text("file");
            failures.Check(name, () => Check(Path.GetFileNameWithoutExtension(file), item));
        }

        failures.AssertNone();
    }

    private static void Check(string family, JsonElement item)
    {
        switch (family)
        {
            case "canonical-form":
                Assert.Equal(item.Text("java"), AvroSchema.Parse(item.GetProperty("schema").GetRawText()).ParsingCanonicalForm);
                break;
            case "container":
                CheckContainer(item.Text("file"));
                break;
            case "resolution":
                CheckResolution(item);
                break;
            default:
                Assert.Fail($"a family that this test does not know: {family}");
                break;
        }
    }

    private static void CheckContainer(string file)
    {
        using var reader = new AvroContainerReader(File.OpenRead(AvroVectors.Find("container", file)));
        Assert.Equal(AvroVectors.Read("container", Path.ChangeExtension(file, ".json")).GetProperty("records").GetArrayLength(), reader.ReadGeneric().Count());
    }

    private static void CheckResolution(JsonElement item)
    {
        var writer = AvroSchema.Parse(item.GetProperty("writer").GetRawText());
        var reader = AvroSchema.Parse(item.GetProperty("reader").GetRawText());
        object? found;
        try
        {
            found = AvroBinary.Read(item.Bytes("hex"), AvroResolution.GenericDecoder(writer, reader));
        }
        catch (MillraceException e)
        {
            string[] others = ["java", "fastavro", "python"];
            Assert.True(others.Any(other => item.TryGetProperty(other, out var answer) && answer.ValueKind == JsonValueKind.String), e.Message);
            return;
        }

        // Where Java has the flaw that the resolution's own case works round, that case says what is right.
        if (item.GetProperty("java") is { ValueKind: JsonValueKind.Object } java && java.TryGetProperty("datum", out var datum))
            Assert.Equal(VectorDatum.Describe(VectorDatum.Parse(reader, datum)), VectorDatum.Describe(found));
    }
}
