using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.Operators.ForeignKeys;

/// <summary>The beginning that subscriptions and answers have in common: a byte of version, whose top bit says that no hash follows.</summary>
internal static class HashHeader
{
    private const byte NoHash = 0x80;
    private const int HashSize = 16;

    /// <summary>Where the hash stands is up to the caller: a subscription has its instruction between the two.</summary>
    public static void WriteVersion(byte version, ValueHash? hash, IBufferWriter<byte> output) =>
        output.Write([hash is null ? (byte)(version | NoHash) : version]);

    public static void WriteHash(ValueHash? hash, IBufferWriter<byte> output)
    {
        if (hash is { } value)
        {
            var span = output.GetSpan(HashSize);
            BinaryPrimitives.WriteUInt64BigEndian(span, value.High);
            BinaryPrimitives.WriteUInt64BigEndian(span[8..], value.Low);
            output.Advance(HashSize);
        }
    }

    /// <summary>Reads the version, and gives whether a hash follows.</summary>
    public static bool ReadVersion(ref ReadOnlySpan<byte> data, byte newest)
    {
        var first = Take(ref data, 1)[0];
        var version = first & ~NoHash;
        return version <= newest
            ? (first & NoHash) == 0
            : throw new SerdeException($"Version {version} of a foreign-key join's message is unknown; the newest known is {newest}.");
    }

    public static ValueHash ReadHash(ref ReadOnlySpan<byte> data)
    {
        var hash = Take(ref data, HashSize);
        return new ValueHash(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> data, int count)
    {
        if (data.Length < count)
        {
            throw new SerdeException($"A foreign-key join's message ends {count - data.Length} bytes too early.");
        }

        var taken = data[..count];
        data = data[count..];
        return taken;
    }
}
