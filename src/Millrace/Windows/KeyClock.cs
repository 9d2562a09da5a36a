using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.Windows;

/// <summary>One key's own stream time, kept with the state.</summary>
/// <param name="Newest">The key's time: its highest timestamp, or what the wall clock has made of it since.</param>
/// <param name="OldestOpen">The start of the first window that has not been closed.</param>
/// <param name="Seen">The wall clock when its time was that, where windows close when idle; else 0.</param>
/// <param name="IsCurrent">
/// Not stored: whether <paramref name="Newest"/> is the key's time and not just what it was when the clock was last
/// stored. A key's newest record is in a window that is open, so its time is the highest timestamp of those.
/// </param>
internal readonly record struct KeyClock(long Newest, long OldestOpen, long Seen = 0, bool IsCurrent = false);

/// <summary>Longs, big-endian: two of them, or three where windows close when idle.</summary>
internal sealed class KeyClockSerde(bool withSeen) : Serde<KeyClock>
{
    private const int Size = 2 * sizeof(long);
    private const int SizeWithSeen = 3 * sizeof(long);

    public override void Serialize(KeyClock value, IBufferWriter<byte> output, in SerdeContext context)
    {
        var span = output.GetSpan(SizeWithSeen);
        BinaryPrimitives.WriteInt64BigEndian(span, value.Newest);
        BinaryPrimitives.WriteInt64BigEndian(span[sizeof(long)..], value.OldestOpen);
        BinaryPrimitives.WriteInt64BigEndian(span[Size..], value.Seen);
        output.Advance(withSeen ? SizeWithSeen : Size);
    }

    public override KeyClock Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
        data.Length is Size or SizeWithSeen
            ? new KeyClock(
                BinaryPrimitives.ReadInt64BigEndian(data),
                BinaryPrimitives.ReadInt64BigEndian(data[sizeof(long)..]),
                data.Length == Size ? 0 : BinaryPrimitives.ReadInt64BigEndian(data[Size..]))
            : throw new SerdeException($"A key's clock has {Size} or {SizeWithSeen} bytes, this one has {data.Length}.");
}
