using Millrace.Avro.Tests.Vectors;

namespace Millrace.Avro.Tests.Interop;

/// <summary>
/// The other way round: what Millrace wrote is read by Apache Avro for Java, which every Kafka carries, and for Python.
/// The schemas have no maps, whose members Java would write in another order.
/// </summary>
[Trait("Part", "avro")]
public sealed class InteropTests
{
    [Theory]
    [InlineData("ReadingCompact.json", "deflate")]
    [InlineData("SiteTree.json", "snappy")]
    [InlineData("SiteTree.json", "zstandard")]
    [InlineData("ReadingCompact.json", "bzip2")]
    [InlineData("ThermostatEvent.json", "null")]
    public void Java_reads_our_container_files_and_writes_the_same_bytes(string file, string codec) =>
        CheckContainer(file, codec, path => Programs.Run("java", "-cp", JavaLibraries(), Programs.File("ReadContainer.java"), path));

    [Theory]
    [InlineData("ReadingCompact.json", "deflate")]
    [InlineData("SiteTree.json", "null")]
    [InlineData("Heartbeat.json", "bzip2")]
    public void Python_reads_our_container_files_and_writes_the_same_bytes(string file, string codec)
    {
        Assert.SkipUnless(Programs.Works("python3", "-c", "import avro.datafile"), "Apache Avro for Python is absent (Debian: python3-avro)");
        CheckContainer(file, codec, path => Programs.Run("python3", Programs.File("read_container.py"), path));
    }

    [Theory]
    [InlineData("ThermostatEvent.json")]
    [InlineData("SiteTree.json")]
    public void Java_and_we_read_each_others_json(string file)
    {
        var libraries = JavaLibraries();
        var vector = AvroVectors.Read("realistic", file);
        var schema = AvroSchema.Parse(vector.GetProperty("schema").GetRawText());
        var datums = AvroVectors.Cases(vector).Select(item => item.Text("hex")).ToList();
        var (schemaPath, linesPath) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            File.WriteAllText(schemaPath, schema.ToString());
            File.WriteAllLines(linesPath, datums.Select(datum => AvroStrictJson.ToJson(schema, Convert.FromHexString(datum))));
            var lines = Programs.Run("java", "-cp", libraries, Programs.File("ReadJson.java"), schemaPath, linesPath);
            Assert.Equal(datums, lines.Where((_, i) => i % 2 == 0));
            Assert.Equal(datums, lines.Where((_, i) => i % 2 == 1).Select(json => Convert.ToHexStringLower(AvroStrictJson.FromJson(schema, json))));
        }
        finally
        {
            File.Delete(schemaPath);
            File.Delete(linesPath);
        }
    }

    private static void CheckContainer(string file, string codec, Func<string, string[]> read)
    {
        Assert.SkipUnless(AvroBlockCodecs.Names.Contains(codec, StringComparer.Ordinal), $"the library of the codec {codec} is absent");
        var vector = AvroVectors.Read("realistic", file);
        var schema = AvroSchema.Parse(vector.GetProperty("schema").GetRawText());
        var datums = AvroVectors.Cases(vector).Select(item => item.Text("hex")).ToList();
        var path = Path.Combine(Path.GetTempPath(), $"millrace-{Guid.NewGuid():N}.avro");
        try
        {
            using (var writer = new AvroContainerWriter(File.Create(path), schema, new AvroContainerOptions { Codec = codec, BlockBytes = 4096 }))
            {
                foreach (var datum in datums)
                    writer.WriteEncoded(Convert.FromHexString(datum));
            }

            Assert.Equal(datums, read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string JavaLibraries()
    {
        var libraries = Path.Combine(AvroVectors.Outside("MILLRACE_KAFKA_HOME", "kafka"), "libs");
        Assert.SkipUnless(Directory.Exists(libraries) && Directory.GetFiles(libraries, "avro-*.jar").Length > 0, "Apache Avro for Java is absent: set MILLRACE_KAFKA_HOME");
        Assert.SkipUnless(Programs.Works("java", "-version"), "there is no java on the path");
        return Path.Combine(libraries, "*");
    }
}
