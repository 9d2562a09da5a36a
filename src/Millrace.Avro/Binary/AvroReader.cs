using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using System.Text.Unicode;

namespace Millrace.Avro;

/// <summary>
/// Reads Avro's binary encoding from bytes at hand. It refuses whatever no writer writes, and never allocates more
/// than the bytes before it could hold.
/// </summary>
public ref partial struct AvroReader
{
    /// <summary>How deep records may be nested in each other: 512, far beyond any schema of people and well within any stack.</summary>
    public const int MaxDepth = 512;

    /// <summary>
    /// How many items that take no bytes (of an array of nulls, say) one value may have in all: 256. They cost memory
    /// that no length in the data bounds.
    /// </summary>
    public const int MaxEmptyItems = 256;

    private const ulong ContinuationBits = 0x8080_8080_8080_8080;

    private readonly ReadOnlySpan<byte> _data;
    private int _position;
    private int _depth;
    private int _emptyItems;

    /// <summary>Creates a reader at the first byte of <paramref name="data"/>.</summary>
    public AvroReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Where the next value begins, from 0.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _data.Length - _position;

    /// <summary>All bytes, those already read included.</summary>
    public readonly ReadOnlySpan<byte> Data => _data;

    /// <summary>Reads a boolean.</summary>
    public bool ReadBoolean()
    {
        if ((uint)_position >= (uint)_data.Length)
            throw Truncated();
        uint value = _data[_position];
        if (value > 1)
            throw Error(AvroDataError.BadBoolean, $"a boolean of {value}");
        _position++;
        return value != 0;
    }

    /// <summary>Reads an int.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt()
    {
        if ((uint)_position < (uint)_data.Length)
        {
            uint value = _data[_position];
            if (value < 0x80)
            {
                _position++;
                return (int)(value >> 1) ^ -(int)(value & 1);
            }
        }

        return ReadLongInt();
    }

    /// <summary>Reads a long.</summary>
    public long ReadLong()
    {
        if (Bmi2.X64.IsSupported && _data.Length - _position >= sizeof(ulong))
        {
            // Eight bytes at once: the first byte without a continuation bit ends the varint, and the seven low bits of
            // each are drawn together.
            var word = BinaryPrimitives.ReadUInt64LittleEndian(_data[_position..]);
            var ends = ~word & ContinuationBits;
            if (ends != 0)
            {
                var bits = Bmi2.X64.ParallelBitExtract(word & (ends ^ (ends - 1)), ~ContinuationBits);
                _position += (int)((Bmi1.X64.TrailingZeroCount(ends) >> 3) + 1);
                return (long)(bits >> 1) ^ -(long)(bits & 1);
            }
        }

        var value = ReadVarint(10, out var shiftedOut);
        if (shiftedOut)
            throw Error(AvroDataError.BadVarint, "a long that does not fit 64 bits");
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads a float.</summary>
    public float ReadFloat()
    {
        if (Remaining < sizeof(float))
            throw Truncated();
        var value = BinaryPrimitives.ReadSingleLittleEndian(_data[_position..]);
        _position += sizeof(float);
        return value;
    }

    /// <summary>Reads a double.</summary>
    public double ReadDouble()
    {
        if (Remaining < sizeof(double))
            throw Truncated();
        var value = BinaryPrimitives.ReadDoubleLittleEndian(_data[_position..]);
        _position += sizeof(double);
        return value;
    }

    /// <summary>Reads bytes. They are a view of the reader's own.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadLength();
        var value = _data.Slice(_position, length);
        _position += length;
        return value;
    }

    /// <summary>Reads the bytes of a fixed. They are a view of the reader's own.</summary>
    public ReadOnlySpan<byte> ReadFixed(int size)
    {
        if ((uint)size > (uint)Remaining)
            throw Truncated();
        var value = _data.Slice(_position, size);
        _position += size;
        return value;
    }

    /// <summary>Reads a string as its UTF-8, checked. It is a view of the reader's own bytes.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        var start = _position;
        var value = ReadBytes();
        if (!Utf8.IsValid(value))
            throw ErrorAt(start, AvroDataError.BadUtf8, "a string that is not UTF-8");
        return value;
    }

    /// <summary>Reads a string.</summary>
    public string ReadString()
    {
        var start = _position;
        var value = ReadBytes();
        if (Ascii.IsValid(value))
            return Encoding.Latin1.GetString(value);
        if (!Utf8.IsValid(value))
            throw ErrorAt(start, AvroDataError.BadUtf8, "a string that is not UTF-8");
        return Encoding.UTF8.GetString(value);
    }

    /// <summary>Reads the index of an enum that has <paramref name="count"/> symbols.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadEnumIndex(int count)
    {
        var start = _position;
        var index = ReadInt();
        if ((uint)index >= (uint)count)
            throw ErrorAt(start, AvroDataError.BadEnumIndex, $"symbol {index} of an enum of {count}");
        return index;
    }

    /// <summary>Reads the index of a union that has <paramref name="count"/> branches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadUnionIndex(int count)
    {
        var start = _position;
        var index = ReadInt();
        if ((uint)index >= (uint)count)
            throw ErrorAt(start, AvroDataError.BadUnionIndex, $"branch {index} of a union of {count}");
        return index;
    }

    /// <summary>
    /// Goes over to the next block of an array or map, and gives the number of its items; 0 at the end.
    /// </summary>
    /// <param name="minimumBytes">How many bytes an item takes at least; for a map its key's length is one of them.</param>
    public int ReadBlockCount(int minimumBytes)
    {
        var start = _position;
        var count = ReadLong();
        if (count < 0)
        {
            if (count == long.MinValue)
                throw ErrorAt(start, AvroDataError.BadCount, "a block whose count cannot be negated");
            count = -count;
            var size = ReadLong();
            if (size < 0 || size > Remaining)
                throw ErrorAt(start, AvroDataError.BadLength, $"a block of {size} bytes, {Remaining} are left");
        }

        if (minimumBytes > 0)
        {
            if (count > Remaining / minimumBytes)
                throw ErrorAt(start, AvroDataError.BadCount, $"a block of {count} items, {Remaining} bytes are left");
        }
        else if (count > MaxEmptyItems - _emptyItems)
        {
            throw ErrorAt(start, AvroDataError.BadCount, $"a block of {count} items that take no bytes");
        }
        else
        {
            _emptyItems += (int)count;
        }

        return (int)count;
    }

    /// <summary>Goes into a record that may contain itself. Call <see cref="Leave"/> behind it.</summary>
    public void Enter()
    {
        // Within a record, arrays of arrays go deeper without being counted; then it is the stack that says when to end.
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooDeep();
    }

    /// <summary>Leaves a record that was gone into with <see cref="Enter"/>.</summary>
    public void Leave() => _depth--;

    /// <summary>Makes sure that nothing is left.</summary>
    /// <exception cref="AvroDataException">There are bytes behind the value.</exception>
    public readonly void EnsureEnd()
    {
        if (Remaining > 0)
            throw Error(AvroDataError.TrailingBytes, $"{Remaining} bytes behind the value");
    }
}
