using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Millrace.SchemaRegistry;

/// <summary>Confluent's frame: a zero byte, the schema's id in four bytes, most significant first, and the body.</summary>
public static class WireFormat
{
    /// <summary>How many bytes come before the body.</summary>
    public const int HeaderSize = 5;

    private const byte Magic = 0;
    private const byte GuidMagic = 1;
    private const int GuidHeaderSize = 17;

    /// <summary>The id of the schema that the body was written with.</summary>
    /// <exception cref="WireFormatException">It is no such frame.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadId(ReadOnlySpan<byte> frame) => frame.Length >= HeaderSize && frame[0] == Magic
        ? BinaryPrimitives.ReadInt32BigEndian(frame[1..])
        : throw Refuse(frame);

    /// <summary>Begins a frame.</summary>
    public static void WriteHeader(IBufferWriter<byte> output, int id)
    {
        var header = output.GetSpan(HeaderSize);
        header[0] = Magic;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], id);
        output.Advance(HeaderSize);
    }

    private static WireFormatException Refuse(ReadOnlySpan<byte> frame)
    {
        var least = frame is [GuidMagic, ..] ? GuidHeaderSize : HeaderSize;
        if (frame is not [] and not [Magic or GuidMagic, ..])
            return new(WireFormatError.UnknownMagic, $"not a schema registry's frame: the first byte is 0x{frame[0]:x2}, not 0x00");
        return frame.Length < least
            ? new(WireFormatError.TooShort, $"not a schema registry's frame: {frame.Length} bytes, fewer than its header's {least}")
            : new(WireFormatError.UnknownGuid, $"the frame names its schema by the GUID {new Guid(frame[1..GuidHeaderSize], bigEndian: true)}, not by an id");
    }
}
