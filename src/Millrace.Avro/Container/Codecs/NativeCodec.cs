using System.Buffers;

namespace Millrace.Avro.Container;

/// <summary>A codec whose work a library of the machine does.</summary>
internal abstract class NativeCodec : IAvroBlockCodec
{
    public abstract string Name { get; }

    public abstract NativeCodecLibrary Library { get; }

    public abstract void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output);

    public abstract void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit);
}
