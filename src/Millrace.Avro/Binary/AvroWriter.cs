using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Millrace.Avro;

/// <summary>
/// Writes Avro's binary encoding. What was written belongs to the output only after <see cref="Flush"/>; a writer
/// that is left without it has written nothing of its last span.
/// </summary>
public ref partial struct AvroWriter
{
    // One span asked of the output serves a whole small record.
    private const int SpanHint = 256;

    // Three bytes a char at most, so that the length of a string this short takes one byte.
    private const int ShortString = 21;

    // .NET's own NaN has the sign bit set; Java's, and everybody's else, has not.
    private const uint QuietNaN32 = 0x7fc0_0000;
    private const ulong QuietNaN64 = 0x7ff8_0000_0000_0000;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _used;

    /// <summary>Creates a writer that appends to <paramref name="output"/>.</summary>
    public AvroWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>Writes a boolean.</summary>
    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>Writes an int.</summary>
    public void WriteInt(int value)
    {
        var bits = (uint)((value << 1) ^ (value >> 31));
        if (bits < 0x80)
            WriteByte((byte)bits);
        else
            WriteVarint(bits);
    }

    /// <summary>Writes a long.</summary>
    public void WriteLong(long value)
    {
        var bits = (ulong)((value << 1) ^ (value >> 63));
        if (bits < 0x80)
            WriteByte((byte)bits);
        else
            WriteVarint(bits);
    }

    /// <summary>Writes a float. Every NaN is written with the usual bits, <c>7fc00000</c>, so that equal values have equal bytes.</summary>
    public void WriteFloat(float value)
    {
        var bits = float.IsNaN(value) ? QuietNaN32 : BitConverter.SingleToUInt32Bits(value);
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(sizeof(float)), bits);
        _used += sizeof(float);
    }

    /// <summary>Writes a double. Every NaN is written with the usual bits, <c>7ff8000000000000</c>, so that equal values have equal bytes.</summary>
    public void WriteDouble(double value)
    {
        var bits = double.IsNaN(value) ? QuietNaN64 : BitConverter.DoubleToUInt64Bits(value);
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(double)), bits);
        _used += sizeof(double);
    }

    /// <summary>Writes bytes with their length.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        WriteLong(value.Length);
        WriteFixed(value);
    }

    /// <summary>Writes bytes as they are: a fixed, or a datum that is encoded already.</summary>
    public void WriteFixed(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        _used += value.Length;
    }

    /// <summary>Writes a string.</summary>
    /// <exception cref="AvroDataException">It is not Unicode: one half of a surrogate pair stands alone.</exception>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length <= ShortString)
        {
            var span = Reserve(1 + (3 * ShortString));
            var written = Transcode(value, span[1..]);
            span[0] = (byte)(written << 1);
            _used += 1 + written;
        }
        else
        {
            var length = Encoding.UTF8.GetByteCount(value);
            WriteLong(length);
            // Not one statement: Reserve may change _used, which += would have read before.
            var span = Reserve(length);
            _used += Transcode(value, span);
        }
    }

    /// <summary>Writes the index of an enum that has <paramref name="count"/> symbols.</summary>
    /// <exception cref="AvroDataException">There is no such symbol.</exception>
    public void WriteEnumIndex(int index, int count)
    {
        if ((uint)index >= (uint)count)
            throw new AvroDataException(AvroDataError.BadEnumIndex, -1, $"symbol {index} of an enum of {count}");
        WriteInt(index);
    }

    /// <summary>Begins a block of items of an array or map; nothing for 0 items. <see cref="WriteBlockEnd"/> ends the last block.</summary>
    public void WriteBlockCount(int count)
    {
        if (count > 0)
            WriteLong(count);
    }

    /// <summary>Ends an array or map.</summary>
    public void WriteBlockEnd() => WriteByte(0);

    /// <summary>Hands all that was written to the output.</summary>
    public void Flush()
    {
        if (_used == 0)
            return;
        _output.Advance(_used);
        _span = default;
        _used = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteByte(byte value)
    {
        if ((uint)_used >= (uint)_span.Length)
            Grow(1);
        _span[_used++] = value;
    }

    private void WriteVarint(ulong bits)
    {
        var span = Reserve(10);
        var length = 0;
        for (; bits >= 0x80; bits >>= 7)
            span[length++] = (byte)(bits | 0x80);
        span[length++] = (byte)bits;
        _used += length;
    }

    private static int Transcode(string value, Span<byte> span)
    {
        if (Utf8.FromUtf16(value, span, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new AvroDataException(AvroDataError.BadUtf8, -1, "a string with half of a surrogate pair");
        return written;
    }

    private Span<byte> Reserve(int size)
    {
        if (_span.Length - _used < size)
            Grow(size);
        return _span[_used..];
    }

    private void Grow(int size)
    {
        Flush();
        _span = _output.GetSpan(Math.Max(size, SpanHint));
    }
}
