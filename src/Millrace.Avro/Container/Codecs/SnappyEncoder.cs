using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Millrace.Avro.Container;

/// <summary>
/// Encodes Snappy's raw format: looks for four bytes that were there before by a table of hashes, in fragments of 64 KiB,
/// so that every copy's distance takes two bytes.
/// </summary>
internal static class SnappyEncoder
{
    private const int FragmentBytes = 1 << 16;
    private const int HashBits = 14;
    private const int ShortestCopy = 4;
    private const int LongestCopy = 64;

    public static void Encode(ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        WriteLength((uint)data.Length, output);
        var table = ArrayPool<ushort>.Shared.Rent(1 << HashBits);
        try
        {
            for (; !data.IsEmpty; data = data[Math.Min(FragmentBytes, data.Length)..])
            {
                table.AsSpan(0, 1 << HashBits).Clear();
                EncodeFragment(data[..Math.Min(FragmentBytes, data.Length)], table, output);
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(table);
        }
    }

    private static void EncodeFragment(ReadOnlySpan<byte> data, ushort[] table, IBufferWriter<byte> output)
    {
        var written = 0;
        var misses = 0;
        for (var at = 1; at + ShortestCopy <= data.Length;)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);
            var slot = (word * 0x1e35a7bd) >> (32 - HashBits);
            int before = table[slot];
            table[slot] = (ushort)at;
            if (BinaryPrimitives.ReadUInt32LittleEndian(data[before..]) != word)
            {
                // What has not repeated for a while will hardly begin to: the steps grow.
                at += 1 + (misses++ >> 5);
                continue;
            }

            misses = 0;
            WriteLiteral(data[written..at], output);
            var length = ShortestCopy + data[(at + ShortestCopy)..].CommonPrefixLength(data[(before + ShortestCopy)..]);
            WriteCopy(at - before, length, output);
            at += length;
            written = at;
        }

        WriteLiteral(data[written..], output);
    }

    private static void WriteLength(uint length, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(5);
        var used = 0;
        for (; length >= 0x80; length >>= 7)
            span[used++] = (byte)(length | 0x80);
        span[used++] = (byte)length;
        output.Advance(used);
    }

    private static void WriteLiteral(ReadOnlySpan<byte> literal, IBufferWriter<byte> output)
    {
        if (literal.IsEmpty)
            return;
        var span = output.GetSpan(literal.Length + 3);
        var last = literal.Length - 1;
        var used = 1;
        if (last < 60)
        {
            span[0] = (byte)(last << 2);
        }
        else
        {
            // A fragment's length takes two bytes at most.
            var size = (BitOperations.Log2((uint)last) / 8) + 1;
            span[0] = (byte)((59 + size) << 2);
            span[used++] = (byte)last;
            if (size == 2)
                span[used++] = (byte)(last >> 8);
        }

        literal.CopyTo(span[used..]);
        output.Advance(used + literal.Length);
    }

    private static void WriteCopy(int offset, int length, IBufferWriter<byte> output)
    {
        while (length > 0)
        {
            // None of the parts may be shorter than four bytes, should the short form be wished for.
            var part = length > LongestCopy && length < LongestCopy + ShortestCopy ? LongestCopy - ShortestCopy : Math.Min(length, LongestCopy);
            var span = output.GetSpan(3);
            if (part < 12 && part >= ShortestCopy && offset < 2048)
            {
                span[0] = (byte)(1 | ((part - 4) << 2) | ((offset >> 8) << 5));
                span[1] = (byte)offset;
                output.Advance(2);
            }
            else
            {
                span[0] = (byte)(2 | ((part - 1) << 2));
                BinaryPrimitives.WriteUInt16LittleEndian(span[1..], (ushort)offset);
                output.Advance(3);
            }

            length -= part;
        }
    }
}
