using System.Text.Json;
using Millrace.Conformance.Vectors;

namespace Millrace.Conformance.Formats;

/// <summary>A key goes to the partition to which the Java client sends it.</summary>
public sealed class PartitionerFormat
{
    [Fact]
    public void Every_recorded_key_has_the_recorded_hash_and_partitions()
    {
        Assert.SkipWhen(VectorFolder.Formats is null, VectorFolder.Absent);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(VectorFolder.Formats!, "partitioner.json")));
        int[] counts = [.. json.RootElement.GetProperty("counts").EnumerateArray().Select(c => c.GetInt32())];
        var keys = json.RootElement.GetProperty("keys");
        Assert.NotEqual(0, keys.GetArrayLength());
        foreach (var key in keys.EnumerateArray())
        {
            var bytes = Convert.FromHexString(key.GetProperty("key").GetString()!);
            Assert.Equal(key.GetProperty("murmur2").GetInt32(), unchecked((int)Murmur2.Hash(bytes)));
            Assert.Equal(key.GetProperty("partitions").EnumerateArray().Select(p => p.GetInt32()), counts.Select(c => Murmur2.Partition(bytes, c)));
        }
    }
}
