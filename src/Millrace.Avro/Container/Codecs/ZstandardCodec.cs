using System.Buffers;

namespace Millrace.Avro.Container;

/// <summary>Zstandard (RFC 8878) by libzstd.</summary>
internal sealed unsafe class ZstandardCodec : NativeCodec
{
    // The level that Avro for Java writes with.
    private const int Level = 3;

    public override string Name => "zstandard";

    public override NativeCodecLibrary Library => NativeCodecLibrary.Zstandard;

    public override void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output)
    {
        var bound = (int)Zstd.ZSTD_compressBound((nuint)block.Length);
        var target = output.GetSpan(bound);
        fixed (byte* source = block.Span)
        fixed (byte* start = target)
        {
            var written = Zstd.ZSTD_compress(start, (nuint)target.Length, source, (nuint)block.Length, Level);
            if (Zstd.ZSTD_isError(written) != 0)
                throw new InvalidOperationException($"zstandard: {Zstd.Describe(written)}");
            output.Advance((int)written);
        }
    }

    // As a stream, since a frame need not say how long its content is.
    public override void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit)
    {
        var context = Zstd.ZSTD_createDCtx();
        if (context == null)
            throw new InsufficientExecutionStackException("zstandard: no memory for a context");
        try
        {
            fixed (byte* source = block.Span)
                Decompress(context, new Zstd.InBuffer { Data = source, Size = (nuint)block.Length }, output, limit);
        }
        finally
        {
            Zstd.ZSTD_freeDCtx(context);
        }
    }

    private static void Decompress(void* context, Zstd.InBuffer input, IBufferWriter<byte> output, int limit)
    {
        long total = 0;
        var step = (int)Math.Clamp((long)input.Size * 4, 256, 128 * 1024);
        while (true)
        {
            var target = output.GetSpan(step);
            nuint left;
            int written;
            fixed (byte* start = target)
            {
                var piece = new Zstd.OutBuffer { Data = start, Size = (nuint)target.Length };
                left = Zstd.ZSTD_decompressStream(context, &piece, &input);
                written = (int)piece.Position;
            }

            if (Zstd.ZSTD_isError(left) != 0)
                throw new AvroBlockException($"it is no Zstandard: {Zstd.Describe(left)}");
            output.Advance(written);
            total += written;
            if (total > limit)
                throw AvroBlockException.TooLarge(limit);
            if (left == 0 && input.Position == input.Size)
                return;
            if (input.Position < input.Size || written == target.Length)
                continue;
            throw new AvroBlockException("its Zstandard ends within a frame");
        }
    }
}
