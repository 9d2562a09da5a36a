using System.Text.Json;

namespace Millrace.Tests;

public sealed class Murmur2Tests
{
    [Fact]
    public void A_key_goes_to_the_partition_that_the_java_client_gives_it() =>
        Assert.Equal(10, Murmur2.Partition("TT0124"u8, 15));

    [Fact]
    public void Every_key_of_the_recorded_partitioner_goes_where_the_java_client_put_it()
    {
        var path = Path.Combine(Repository.Vectors, "formats", "partitioner.json");
        Assert.SkipUnless(File.Exists(path), $"The vectors are not at {Repository.Vectors}: set MILLRACE_VECTORS.");
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var counts = json.RootElement.GetProperty("counts").EnumerateArray().Select(c => c.GetInt32()).ToArray();
        var keys = json.RootElement.GetProperty("keys").EnumerateArray().ToArray();
        Assert.NotEmpty(keys);
        foreach (var key in keys)
        {
            var bytes = Convert.FromHexString(key.GetProperty("key").GetString()!);
            var expected = key.GetProperty("partitions").EnumerateArray().Select(p => p.GetInt32());
            Assert.Equal(expected, counts.Select(c => Murmur2.Partition(bytes, c)));
        }
    }
}
