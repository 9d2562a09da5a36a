using System.Buffers;

namespace Millrace.Avro.Container;

/// <summary>Xz, as files of that name have it, by liblzma.</summary>
internal sealed unsafe class XzCodec : NativeCodec
{
    // xz's own default, and that of Avro for Java.
    private const uint Preset = 6;

    public override string Name => "xz";

    public override NativeCodecLibrary Library => NativeCodecLibrary.Xz;

    public override void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output)
    {
        var target = output.GetSpan((int)Lzma.lzma_stream_buffer_bound((nuint)block.Length));
        nuint written = 0;
        fixed (byte* source = block.Span)
        fixed (byte* start = target)
        {
            var result = Lzma.lzma_easy_buffer_encode(Preset, Lzma.CheckCrc64, null, source, (nuint)block.Length, start, &written, (nuint)target.Length);
            if (result != Lzma.Ok)
                throw new InvalidOperationException($"xz: liblzma says {result}");
        }

        output.Advance((int)written);
    }

    // The whole block at once; where the buffer is too small, once more with a larger one.
    public override void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit)
    {
        for (var capacity = Math.Clamp(block.Length * 8L, 1024, limit); ; capacity = Math.Min(capacity * 4, limit))
        {
            var target = output.GetSpan((int)capacity)[..(int)capacity];
            nuint read = 0;
            nuint written = 0;
            ulong memory = Lzma.MemoryLimit;
            uint result;
            fixed (byte* source = block.Span)
            fixed (byte* start = target)
                result = Lzma.lzma_stream_buffer_decode(&memory, Lzma.Concatenated, null, source, &read, (nuint)block.Length, start, &written, (nuint)target.Length);

            if (result == Lzma.Ok && read == (nuint)block.Length)
            {
                output.Advance((int)written);
                return;
            }

            if (result != Lzma.BufferError)
                throw new AvroBlockException($"it is no xz: liblzma says {Lzma.Describe(result)}");
            if (capacity >= limit)
                throw AvroBlockException.TooLarge(limit);
        }
    }
}
