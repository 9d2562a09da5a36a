using System.Buffers;
using System.IO.Compression;

namespace Millrace.Avro.Container;

/// <summary>Compresses blocks.</summary>
internal abstract class BlockCodec
{
    private static readonly BlockCodec[] All = [new NullCodec(), new DeflateCodec()];

    public static IEnumerable<string> Names => All.Select(codec => codec.Name);

    public abstract string Name { get; }

    public static BlockCodec? Find(string name) => Array.Find(All, codec => codec.Name == name);

    public abstract void Compress(ReadOnlySpan<byte> block, MemoryStream output);

    /// <summary>Appends the block as it was before compression.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Compress"/> gives, or more than <paramref name="limit"/>.</exception>
    public abstract void Decompress(byte[] block, int length, ArrayBufferWriter<byte> output, int limit);

    private sealed class NullCodec : BlockCodec
    {
        public override string Name => "null";

        public override void Compress(ReadOnlySpan<byte> block, MemoryStream output) => output.Write(block);

        public override void Decompress(byte[] block, int length, ArrayBufferWriter<byte> output, int limit) => output.Write(block.AsSpan(0, length));
    }

    /// <summary>Deflate without zlib's head and checksum (RFC 1951), as the specification has it.</summary>
    private sealed class DeflateCodec : BlockCodec
    {
        public override string Name => "deflate";

        public override void Compress(ReadOnlySpan<byte> block, MemoryStream output)
        {
            using var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true);
            deflate.Write(block);
        }

        public override void Decompress(byte[] block, int length, ArrayBufferWriter<byte> output, int limit)
        {
            using var source = new MemoryStream(block, 0, length, writable: false);
            using var deflate = new DeflateStream(source, CompressionMode.Decompress);
            while (true)
            {
                var read = deflate.Read(output.GetSpan(Math.Min(16 * 1024, Math.Max(256, length * 4))));
                if (read == 0)
                    return;
                output.Advance(read);
                if (output.WrittenCount > limit)
                    throw new InvalidDataException($"a block decompresses to more than {limit} bytes");
            }
        }
    }
}
