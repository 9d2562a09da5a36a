using Millrace.Kafka.Native;

namespace Millrace.Kafka.Tests.DataPlane;

/// <summary>Finding librdkafka.</summary>
public sealed class NativeLibraryTests
{
    [Fact]
    public void It_is_loaded_once_for_the_data_plane_and_for_administration()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        Assert.NotEmpty(NativeTransport.LibraryVersion);
        using var admin = TopicAdmin.Create(new KafkaClientOptions { BootstrapServers = "127.0.0.1:1" });
        var files = File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains("librdkafka", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..])
            .Where(file => !file.EndsWith(".dll", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);
        Assert.Single(files);
    }

    [Fact]
    public void A_file_that_is_no_library_is_passed_over()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, "not a library");
        Assert.Equal(0, NativeLibraryResolver.FirstOf([file, file + ".absent"]));
        File.Delete(file);
    }

    [Fact]
    public void Where_it_is_missing_one_line_says_what_to_install()
    {
        var error = Assert.Throws<NativeLibraryMissingException>(() => NativeLibraryResolver.Checked(0));
        Assert.Contains("librdkafka.redist", error.Message, StringComparison.Ordinal);
        Assert.Contains("MILLRACE_NATIVES", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
    }
}
