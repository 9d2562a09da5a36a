using System.Buffers.Binary;
using System.Numerics;

namespace Millrace;

/// <summary>
/// MurmurHash3's 128 bits for 64-bit machines, with the seed that Kafka Streams gives it; foreign-key joins tell by it
/// whether an answer is about the value of now. Source: Austin Appleby, <c>MurmurHash3_x64_128</c> (public domain).
/// </summary>
internal static class Murmur3
{
    private const ulong Seed = 104729;
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    public static (ulong High, ulong Low) Hash(ReadOnlySpan<byte> data)
    {
        var (h1, h2) = (Seed, Seed);
        var rest = data;
        for (; rest.Length >= 16; rest = rest[16..])
        {
            h1 = ((BitOperations.RotateLeft(h1 ^ First(BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) + h2) * 5) + 0x52dce729;
            h2 = ((BitOperations.RotateLeft(h2 ^ Second(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..])), 31) + h1) * 5) + 0x38495ab5;
        }

        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        rest.CopyTo(tail);
        h1 ^= First(BinaryPrimitives.ReadUInt64LittleEndian(tail));
        h2 ^= Second(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));

        h1 ^= (ulong)data.Length;
        h2 ^= (ulong)data.Length;
        h1 += h2;
        h2 += h1;
        h1 = Finish(h1);
        h2 = Finish(h2);
        h1 += h2;
        h2 += h1;
        return (h1, h2);
    }

    private static ulong First(ulong block) => BitOperations.RotateLeft(block * C1, 31) * C2;

    private static ulong Second(ulong block) => BitOperations.RotateLeft(block * C2, 33) * C1;

    private static ulong Finish(ulong h)
    {
        h = (h ^ (h >> 33)) * 0xff51afd7ed558ccd;
        h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53;
        return h ^ (h >> 33);
    }
}
