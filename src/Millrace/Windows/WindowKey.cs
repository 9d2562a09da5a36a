using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.Windows;

/// <summary>A key and the start of its window, as a window store knows an entry.</summary>
internal readonly record struct WindowKey<TKey>(TKey Key, long Start);

/// <summary>
/// The bytes of a window store's keys and of its changelog's, as Kafka Streams': the key's bytes, the window's start
/// (8 bytes, big-endian) and a sequence number (4 bytes), which is 0 for aggregates.
/// </summary>
internal sealed class WindowKeySerde<TKey>(Serde<TKey> inner) : Serde<WindowKey<TKey>>
{
    private const int Suffix = sizeof(long) + sizeof(int);

    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        inner.PrepareAsync(context, use, cancellation);

    public override void Serialize(WindowKey<TKey> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        inner.Serialize(value.Key, output, context);
        var suffix = output.GetSpan(Suffix);
        BinaryPrimitives.WriteInt64BigEndian(suffix, value.Start);
        BinaryPrimitives.WriteInt32BigEndian(suffix[sizeof(long)..], 0);
        output.Advance(Suffix);
    }

    public override WindowKey<TKey> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
        data.Length >= Suffix
            ? new WindowKey<TKey>(inner.Deserialize(data[..^Suffix], context), BinaryPrimitives.ReadInt64BigEndian(data[^Suffix..]))
            : throw new SerdeException($"A window store's key has at least {Suffix} bytes, this one has {data.Length}.");
}
