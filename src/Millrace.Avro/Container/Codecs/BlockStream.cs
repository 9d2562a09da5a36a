using System.Buffers;
using System.Runtime.InteropServices;

namespace Millrace.Avro.Container;

/// <summary>Blocks for codecs that know streams alone.</summary>
internal static class BlockStream
{
    private const int LargestStep = 16 * 1024;
    private const int SmallestStep = 256;

    /// <summary>A stream that reads a block.</summary>
    public static MemoryStream Over(ReadOnlyMemory<byte> block) => MemoryMarshal.TryGetArray(block, out var part)
        ? new MemoryStream(part.Array!, part.Offset, part.Count, writable: false)
        : new MemoryStream(block.ToArray(), writable: false);

    /// <summary>Appends all that a stream gives, in steps that grow with what it was made from.</summary>
    /// <exception cref="AvroBlockException">It is more than the limit.</exception>
    public static void Drain(Stream stream, int compressed, IBufferWriter<byte> output, int limit)
    {
        var step = (int)Math.Clamp(compressed * 4L, SmallestStep, LargestStep);
        long total = 0;
        while (stream.Read(output.GetSpan(step)) is var read and > 0)
        {
            output.Advance(read);
            total += read;
            if (total > limit)
                throw AvroBlockException.TooLarge(limit);
        }
    }
}

/// <summary>A stream that appends to a buffer.</summary>
internal sealed class BufferStream(IBufferWriter<byte> output) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
