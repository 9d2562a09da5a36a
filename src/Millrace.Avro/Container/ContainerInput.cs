namespace Millrace.Avro.Container;

/// <summary>A stream that knows where it is.</summary>
internal sealed class ContainerInput(Stream stream, bool leaveOpen) : IDisposable
{
    // What is asked for beyond this is read in steps, so that a length that lies costs no memory.
    private const int Step = 1 << 20;

    public long Position { get; private set; }

    /// <summary>The next byte, or -1 at the end.</summary>
    public int ReadByte()
    {
        var value = stream.ReadByte();
        if (value >= 0)
            Position++;
        return value;
    }

    /// <summary>Reads exactly so many bytes into a buffer that grows as they come.</summary>
    /// <returns>False when the stream ends before.</returns>
    public bool TryRead(ref byte[] buffer, int length)
    {
        var used = 0;
        while (used < length)
        {
            if (buffer.Length == used)
                Array.Resize(ref buffer, (int)Math.Min(length, Math.Max((long)used * 2, Math.Min(length, Step))));
            var read = stream.Read(buffer, used, Math.Min(length, buffer.Length) - used);
            if (read == 0)
                return false;
            used += read;
            Position += read;
        }

        return true;
    }

    /// <summary>Reads a long.</summary>
    /// <param name="value">The number.</param>
    /// <returns>False when the stream ends within it.</returns>
    /// <exception cref="AvroDataException">It is no varint of 64 bits.</exception>
    public bool TryReadLong(out long value)
    {
        Span<byte> bytes = stackalloc byte[10];
        value = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var next = ReadByte();
            if (next < 0)
                return false;
            bytes[i] = (byte)next;
            if (next < 0x80)
            {
                var reader = new AvroReader(bytes[..(i + 1)]);
                value = reader.ReadLong();
                return true;
            }
        }

        throw new AvroDataException(AvroDataError.BadVarint, Position, "a varint of more than 10 bytes");
    }

    /// <summary>Reads on until a marker has been read; false when the stream ends without it.</summary>
    public bool SkipPast(ReadOnlySpan<byte> marker) => FindEnd(marker) >= 0;

    /// <summary>Goes behind the first marker from here on, in a stream that can seek; false, and at its end, where there is none.</summary>
    public bool SeekPast(ReadOnlySpan<byte> marker)
    {
        var end = FindEnd(marker);
        if (end >= 0)
            SeekTo(end);
        return end >= 0;
    }

    private long FindEnd(ReadOnlySpan<byte> marker)
    {
        var window = new byte[64 * 1024];
        var used = 0;
        while (stream.Read(window, used, window.Length - used) is var read and > 0)
        {
            Position += read;
            used += read;
            if (window.AsSpan(0, used).IndexOf(marker) is var found and >= 0)
                return Position - used + found + marker.Length;
            // The marker may begin in this window and end in the next.
            var kept = Math.Min(used, marker.Length - 1);
            window.AsSpan(used - kept, kept).CopyTo(window);
            used = kept;
        }

        return -1;
    }

    /// <summary>Passes over so many bytes of a stream that can seek; false where it ends before.</summary>
    public bool TrySkip(long length)
    {
        if (length > stream.Length - Position)
            return false;
        SeekTo(Position + length);
        return true;
    }

    /// <summary>Goes to a place of a stream that can seek.</summary>
    public void SeekTo(long position)
    {
        stream.Position = position;
        Position = position;
    }

    public void Dispose()
    {
        if (!leaveOpen)
            stream.Dispose();
    }
}
