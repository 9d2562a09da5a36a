using System.Buffers;
using System.IO.Compression;

namespace Millrace.Avro.Container;

/// <summary>Deflate without zlib's head and checksum (RFC 1951), as the specification has it.</summary>
internal sealed class DeflateCodec : IAvroBlockCodec
{
    public string Name => "deflate";

    public void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output)
    {
        using var target = new BufferStream(output);
        using var deflate = new DeflateStream(target, CompressionLevel.Optimal);
        deflate.Write(block.Span);
    }

    public void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit)
    {
        try
        {
            using var deflate = new DeflateStream(BlockStream.Over(block), CompressionMode.Decompress);
            BlockStream.Drain(deflate, block.Length, output, limit);
        }
        catch (InvalidDataException e)
        {
            throw new AvroBlockException(e.Message, innerException: e);
        }
    }
}
