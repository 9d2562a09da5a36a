using System.Reflection;
using System.Text.Json;

namespace Millrace.Avro.Generator.Tests;

/// <summary>Generates and compiles records for the schemas of other implementations, and runs their bytes through.</summary>
[Trait("Part", "avro")]
public sealed class GeneratedCodecTests
{
    private const string Absent = "(absent)";

    public static TheoryData<string> Vectors
    {
        get
        {
            var folder = Path.Combine(Root, "binary");
            var realistic = Path.Combine(Root, "realistic");
            return !Directory.Exists(folder) || !Directory.Exists(realistic)
                ? [Absent]
                : [.. Directory.GetFiles(folder, "*.json").Concat(Directory.GetFiles(realistic, "*.json")).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_generated_record_reads_and_writes_the_bytes_of_others(string file)
    {
        Assert.SkipWhen(file == Absent, "the Avro vectors are absent: set MILLRACE_AVRO_VECTORS");
        using var vector = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, file)), new JsonDocumentOptions { MaxDepth = 2000 });
        // A schema that is no record is generated as the field of one, which has the same bytes.
        var schema = vector.RootElement.GetProperty("schema").GetRawText();
        // Random numbers are no times of anything; their types without a meaning hold them all.
        if (Path.GetFileName(file).StartsWith("random-", StringComparison.Ordinal))
            schema = schema.Replace("\"logicalType\"", "\"without\"", StringComparison.Ordinal);
        var isRecord = AvroSchema.Parse(schema) is RecordSchema;
        var generation = Generation.Of(("vector.avsc", isRecord ? schema : $$"""{"type":"record","name":"Wrapper","fields":[{"name":"value","type":{{schema}}}]}"""));
        Assert.Empty(generation.Diagnostics);
        var name = isRecord ? ((RecordSchema)AvroSchema.Parse(schema)).Name : "Wrapper";
        var type = generation.Load().GetTypes().Single(type => type.GetField("SchemaJson") is { } text
            && ((RecordSchema)AvroSchema.Parse((string)text.GetRawConstantValue()!)).Name == name);
        var roundTrip = typeof(GeneratedCodecTests).GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Func<byte[], string>>();
        foreach (var item in vector.RootElement.GetProperty("cases").EnumerateArray())
        {
            // A value that the logical type cannot hold is refused, as its owner's conversion refused it.
            if (item.TryGetProperty("logicalError", out _))
                continue;
            var hex = item.GetProperty("hex").GetString()!;
            var written = roundTrip(Convert.FromHexString(hex));
            // -128 is a byte here, as in Java, and two in what others wrote of it: it is the number that comes back.
            if (schema.Contains("\"decimal\"", StringComparison.Ordinal) && hex != written)
                Assert.Equal(written, roundTrip(Convert.FromHexString(written)));
            else if (!item.TryGetProperty("decodeOnly", out _))
                Assert.Equal(hex, written);
        }
    }

    private static string RoundTrip<T>(byte[] bytes)
        where T : IAvroRecord<T> => Convert.ToHexStringLower(AvroBinary.ToArray(AvroBinary.Read<T>(bytes)));

    private static string Root
    {
        get
        {
            if (Environment.GetEnvironmentVariable("MILLRACE_AVRO_VECTORS") is { Length: > 0 } path)
                return path;
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Processing.sln")))
                folder = folder.Parent;
            return Path.Combine(folder?.FullName ?? "", "..", "shared", "avro");
        }
    }
}
