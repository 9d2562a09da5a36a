using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Millrace.Avro.Container;

/// <summary>Snappy's raw block, and behind it the CRC-32 of what it holds, most significant byte first.</summary>
internal sealed class SnappyCodec : IAvroBlockCodec
{
    private const int ChecksumBytes = 4;

    public string Name => "snappy";

    public void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output)
    {
        SnappyEncoder.Encode(block.Span, output);
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(ChecksumBytes), Crc32.Compute(block.Span));
        output.Advance(ChecksumBytes);
    }

    public void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit)
    {
        if (block.Length < ChecksumBytes + 1)
            throw new AvroBlockException($"{block.Length} bytes are too few for Snappy and its checksum");
        var body = block.Span[..^ChecksumBytes];
        var length = SnappyDecoder.ReadLength(ref body, limit);
        var target = output.GetSpan(Math.Max(1, length))[..length];
        SnappyDecoder.Decode(body, target);
        var difference = Crc32.Compute(target) ^ BinaryPrimitives.ReadUInt32BigEndian(block.Span[^ChecksumBytes..]);
        if (difference != 0)
            throw Refuse(difference);
        output.Advance(length);
    }

    // Changed data change all bytes of their checksum; where all but one fit, it is the checksum that was changed.
    private static AvroBlockException Refuse(uint difference) =>
        (BitOperations.TrailingZeroCount(difference) / 8) == (BitOperations.Log2(difference) / 8)
            ? new AvroBlockException("a byte of its checksum does not fit", isChecksum: true)
            : new AvroBlockException("its Snappy holds other bytes than its checksum is of");
}
