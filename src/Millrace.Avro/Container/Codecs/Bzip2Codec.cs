using System.Buffers;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.BZip2;

namespace Millrace.Avro.Container;

/// <summary>Bzip2, as files of that name have it.</summary>
internal sealed class Bzip2Codec : IAvroBlockCodec
{
    public string Name => "bzip2";

    public void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output)
    {
        using var target = new BufferStream(output);
        using var bzip2 = new BZip2OutputStream(target);
        bzip2.Write(block.Span);
    }

    public void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit)
    {
        try
        {
            using var bzip2 = new BZip2InputStream(BlockStream.Over(block));
            BlockStream.Drain(bzip2, block.Length, output, limit);
        }
        catch (Exception e) when (e is SharpZipBaseException or IndexOutOfRangeException or IOException)
        {
            // The library lets its own array indexes find some of what is wrong.
            throw new AvroBlockException($"it is no bzip2: {e.Message}", innerException: e);
        }
    }
}
