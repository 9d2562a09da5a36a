using System.Runtime.CompilerServices;

namespace Millrace.Avro;

public ref partial struct AvroReader
{
    private const int FirstItems = 8;

    /// <summary>Passes over the next bytes.</summary>
    public void Skip(int count)
    {
        if ((uint)count > (uint)Remaining)
            throw Truncated();
        _position += count;
    }

    /// <summary>Goes to a place that was read before, or back from it.</summary>
    internal void MoveTo(int position) => _position = position;

    /// <summary>
    /// Makes room in a full array for the items of a block. It grows with the items that were read, not by what the block
    /// announces: blocks within blocks could each announce all the bytes that are left.
    /// </summary>
    /// <param name="items">The array; all of it is used.</param>
    /// <param name="announced">How many items of the block are left.</param>
    public static void Grow<T>(ref T[] items, int announced) =>
        Array.Resize(ref items, items.Length + Math.Min(announced, Math.Max(FirstItems, items.Length)));

    /// <summary>An error at the place where the reader stands, for a value that was read but makes no sense.</summary>
    public readonly AvroDataException Error(AvroDataError error, string detail) => ErrorAt(_position, error, detail);

    internal readonly AvroDataException ErrorAt(int offset, AvroDataError error, string detail) => new(error, offset, detail);

    /// <summary>
    /// Reads a block's count and, where its writer said it, the size of the block in bytes, so that it can be passed over.
    /// </summary>
    internal int ReadBlockCount(int minimumBytes, out int sizeInBytes)
    {
        var start = _position;
        var isSized = ReadLong() < 0;
        sizeInBytes = isSized ? (int)Math.Clamp(ReadLong(), 0, int.MaxValue) : -1;
        _position = start;
        return ReadBlockCount(minimumBytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadLongInt()
    {
        var value = ReadVarint(5, out _);
        if (value > uint.MaxValue)
            throw Error(AvroDataError.BadVarint, "an int that does not fit 32 bits");
        return (int)((uint)value >> 1) ^ -(int)(value & 1);
    }

    private ulong ReadVarint(int maximum, out bool shiftedOut)
    {
        ulong value = 0;
        var data = _data[_position..];
        for (var i = 0; i < maximum; i++)
        {
            if (i >= data.Length)
                throw Truncated();
            ulong b = data[i];
            value |= (b & 0x7f) << (7 * i);
            if (b < 0x80)
            {
                _position += i + 1;
                shiftedOut = i == 9 && b > 1;
                return value;
            }
        }

        throw Error(AvroDataError.BadVarint, $"a varint of more than {maximum} bytes");
    }

    private int ReadLength()
    {
        var start = _position;
        var length = ReadLong();
        if (length < 0)
            throw ErrorAt(start, AvroDataError.BadLength, $"a length of {length}");
        if (length > Remaining)
            throw ErrorAt(start, AvroDataError.BadLength, $"a length of {length}, {Remaining} bytes are left");
        return (int)length;
    }

    private readonly AvroDataException TooDeep() => Error(AvroDataError.TooDeep, $"records nested {_depth} deep; at most {MaxDepth}, and as many as the stack holds");

    private readonly AvroDataException Truncated() => Error(AvroDataError.Truncated, "the bytes end before the value does");
}
