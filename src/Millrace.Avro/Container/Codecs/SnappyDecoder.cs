using System.Buffers.Binary;

namespace Millrace.Avro.Container;

/// <summary>
/// Decodes Snappy's raw format (format_description.txt of google/snappy): the length, then literals and copies of what
/// was decoded before.
/// </summary>
internal static class SnappyDecoder
{
    // A copy of 64 bytes takes 3: a block cannot hold more than this many times its size.
    private const int LargestRatio = 22;

    /// <summary>Reads the length that the block will have, and goes behind it.</summary>
    public static int ReadLength(ref ReadOnlySpan<byte> data, int limit)
    {
        ulong length = 0;
        for (var i = 0; i < 5 && i < data.Length; i++)
        {
            length |= (ulong)(data[i] & 0x7f) << (7 * i);
            if (data[i] >= 0x80)
                continue;
            data = data[(i + 1)..];
            if (length > (ulong)limit)
                throw AvroBlockException.TooLarge(limit);
            return length <= (ulong)data.Length * LargestRatio
                ? (int)length
                : throw new AvroBlockException($"{data.Length} bytes of Snappy cannot hold {length}");
        }

        throw new AvroBlockException("the length at the beginning of its Snappy is none");
    }

    /// <summary>Fills the target, exactly.</summary>
    public static void Decode(ReadOnlySpan<byte> data, Span<byte> target)
    {
        var used = 0;
        while (!data.IsEmpty)
        {
            var tag = data[0];
            data = data[1..];
            if ((tag & 3) == 0)
            {
                var literal = ReadLiteralLength(tag, ref data);
                if (literal > (uint)data.Length || literal > (uint)(target.Length - used))
                    throw new AvroBlockException("a literal of its Snappy goes beyond the end");
                data[..(int)literal].CopyTo(target[used..]);
                data = data[(int)literal..];
                used += (int)literal;
            }
            else
            {
                var (length, offset) = ReadCopy(tag, ref data);
                if (offset == 0 || offset > (uint)used || length > target.Length - used)
                    throw new AvroBlockException("a copy of its Snappy is from before the beginning, or goes beyond the end");
                Copy(target, used, (int)offset, length);
                used += length;
            }
        }

        if (used < target.Length)
            throw new AvroBlockException($"its Snappy ends after {used} of {target.Length} bytes");
    }

    private static uint ReadLiteralLength(byte tag, ref ReadOnlySpan<byte> data)
    {
        var length = (uint)tag >> 2;
        if (length < 60)
            return length + 1;
        var size = (int)length - 59;
        var value = ReadLittleEndian(ref data, size);
        return value == uint.MaxValue ? throw new AvroBlockException("a literal of its Snappy has 4 GiB") : value + 1;
    }

    private static (int Length, uint Offset) ReadCopy(byte tag, ref ReadOnlySpan<byte> data) => (tag & 3) switch
    {
        1 => (((tag >> 2) & 7) + 4, ((uint)(tag & 0xe0) << 3) | ReadLittleEndian(ref data, 1)),
        2 => ((tag >> 2) + 1, ReadLittleEndian(ref data, 2)),
        _ => ((tag >> 2) + 1, ReadLittleEndian(ref data, 4)),
    };

    private static uint ReadLittleEndian(ref ReadOnlySpan<byte> data, int size)
    {
        if (data.Length < size)
            throw new AvroBlockException("its Snappy ends within a tag");
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        bytes.Clear();
        data[..size].CopyTo(bytes);
        data = data[size..];
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    // A copy may reach into itself: then it repeats what it has written.
    private static void Copy(Span<byte> target, int used, int offset, int length)
    {
        if (offset >= length)
        {
            target.Slice(used - offset, length).CopyTo(target[used..]);
            return;
        }

        for (var i = 0; i < length; i++)
            target[used + i] = target[used + i - offset];
    }
}
