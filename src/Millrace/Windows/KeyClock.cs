using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.Windows;

/// <summary>One key's own stream time, kept with the state.</summary>
/// <param name="Newest">The key's highest timestamp.</param>
/// <param name="OldestOpen">The start of the first window that has not been closed.</param>
internal readonly record struct KeyClock(long Newest, long OldestOpen);

/// <summary>Two longs, big-endian.</summary>
internal sealed class KeyClockSerde : Serde<KeyClock>
{
    private const int Size = 2 * sizeof(long);

    public static KeyClockSerde Instance { get; } = new();

    public override void Serialize(KeyClock value, IBufferWriter<byte> output, in SerdeContext context)
    {
        var span = output.GetSpan(Size);
        BinaryPrimitives.WriteInt64BigEndian(span, value.Newest);
        BinaryPrimitives.WriteInt64BigEndian(span[sizeof(long)..], value.OldestOpen);
        output.Advance(Size);
    }

    public override KeyClock Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
        data.Length == Size
            ? new KeyClock(BinaryPrimitives.ReadInt64BigEndian(data), BinaryPrimitives.ReadInt64BigEndian(data[sizeof(long)..]))
            : throw new SerdeException($"A key's clock has {Size} bytes, this one has {data.Length}.");
}
