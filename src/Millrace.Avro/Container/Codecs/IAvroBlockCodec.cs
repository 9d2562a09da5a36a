using System.Buffers;

namespace Millrace.Avro;

/// <summary>
/// Compresses the blocks of container files. One that the library lacks, or a better one of a name that it has, is added
/// with <see cref="AvroBlockCodecs.Register"/>. It is used from several threads at once.
/// </summary>
public interface IAvroBlockCodec
{
    /// <summary>The name in a file's header: <c>deflate</c>.</summary>
    string Name { get; }

    /// <summary>Appends the block in its compressed form.</summary>
    void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output);

    /// <summary>Appends the block as it was before compression.</summary>
    /// <param name="block">The compressed block.</param>
    /// <param name="output">Where to.</param>
    /// <param name="limit">How many bytes the block may have at most; a codec stops there, since a small block may claim any size.</param>
    /// <exception cref="AvroBlockException">The bytes are not what <see cref="Compress"/> gives, or more than the limit.</exception>
    void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit);
}
