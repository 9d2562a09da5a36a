using System.Buffers;

namespace Millrace.Avro.Container;

/// <summary>No compression.</summary>
internal sealed class NullCodec : IAvroBlockCodec
{
    public string Name => "null";

    public void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output) => output.Write(block.Span);

    public void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit) => output.Write(block.Span);
}
