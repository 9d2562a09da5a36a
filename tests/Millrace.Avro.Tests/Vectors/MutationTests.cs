using System.Diagnostics;

namespace Millrace.Avro.Tests.Vectors;

[Trait("Part", "avro")]
public sealed class MutationTests
{
    private const int PerFile = 2000;

    public static TheoryData<string> Files => AvroVectors.Files("binary");

    [Theory]
    [MemberData(nameof(Files))]
    public void Mutated_bytes_are_a_value_or_refused_and_never_anything_else(string file)
    {
        var vector = AvroVectors.Read("binary", file);
        var schema = AvroSchema.Parse(vector.GetProperty("schema").GetRawText());
        var seeds = AvroVectors.Cases(vector).Select(item => item.Bytes("hex")).Where(bytes => bytes.Length < 4096).ToArray();
        // The same mutations every time, so that a failure can be looked at again.
        var random = new Random(file.Aggregate(17, (seed, c) => unchecked((seed * 31) + c)));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < PerFile; i++)
        {
            var bytes = Mutate(seeds[random.Next(seeds.Length)], random);
            if (TryRead(schema, bytes, out var value))
            {
                Assert.Equal(VectorDatum.Describe(value), VectorDatum.Describe(GenericDatum.Read(schema, Datum.Encode(schema, value))));
                AvroJson.ToJson(schema, bytes);
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"{PerFile} small inputs took {clock.Elapsed}");
    }

    private static bool TryRead(AvroSchema schema, byte[] bytes, out object? value)
    {
        value = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var reader = new AvroReader(bytes);
            value = GenericDatum.Read(schema, ref reader);
            reader.EnsureEnd();
            CheckAllocated(before, bytes, perByte: 96);
            return true;
        }
        catch (AvroDataException)
        {
            // The exception notes every frame that it leaves, which is most of it where records are nested deep.
            CheckAllocated(before, bytes, perByte: 256);
            return false;
        }
    }

    private static void CheckAllocated(long before, byte[] bytes, int perByte)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < (16 * 1024) + ((long)perByte * bytes.Length), $"{allocated} bytes for {bytes.Length}: {Convert.ToHexStringLower(bytes)}");
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            var place = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0 when place < bytes.Count:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when place < bytes.Count:
                    bytes.RemoveAt(place);
                    break;
                case 2:
                    bytes.Insert(place, (byte)random.Next(256));
                    break;
                default:
                    bytes.InsertRange(place, bytes.Skip(random.Next(bytes.Count + 1)).Take(random.Next(16)).ToArray());
                    break;
            }
        }

        return [.. bytes];
    }
}
