using System.Diagnostics;
using Millrace.Avro.Tests.Vectors;

namespace Millrace.Avro.Tests.Interop;

/// <summary>
/// The other way round: what Millrace wrote is read by Apache Avro for Java, which every Kafka carries. The schemas have
/// no maps, whose members Java would write in another order.
/// </summary>
[Trait("Part", "avro")]
public sealed class JavaInteropTests
{
    [Theory]
    [InlineData("ReadingCompact.json", "deflate")]
    [InlineData("SiteTree.json", "deflate")]
    [InlineData("ThermostatEvent.json", "null")]
    public void Java_reads_our_container_files_and_writes_the_same_bytes(string file, string codec)
    {
        var libraries = Path.Combine(AvroVectors.Outside("MILLRACE_KAFKA_HOME", "kafka"), "libs");
        Assert.SkipUnless(Directory.Exists(libraries) && Directory.GetFiles(libraries, "avro-*.jar").Length > 0, "Apache Avro for Java is absent: set MILLRACE_KAFKA_HOME");
        Assert.SkipUnless(HasJava(), "there is no java on the path");
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

            Assert.Equal(datums, Run("java", "-cp", Path.Combine(libraries, "*"), Path.Combine(AppContext.BaseDirectory, "Interop", "ReadContainer.java"), path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool HasJava()
    {
        try
        {
            return Run("java", "-version") is not null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string[] Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var complaints = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, complaints.GetAwaiter().GetResult());
        return lines;
    }
}
