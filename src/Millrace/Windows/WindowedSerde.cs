using System.Buffers;
using System.Buffers.Binary;

namespace Millrace;

/// <summary>
/// Writes windowed keys as Kafka Streams' <c>TimeWindowedSerializer</c> does: the key's bytes, then the window's start
/// (8 bytes, big-endian). The size is not written, so a reader has to know it.
/// </summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <param name="inner">The key's serde.</param>
/// <param name="size">The windows' size.</param>
public sealed class WindowedSerde<TKey>(Serde<TKey> inner, TimeSpan size) : Serde<Windowed<TKey>>
{
    /// <inheritdoc/>
    public override string Format => $"windowed {inner.Format}";

    /// <inheritdoc/>
    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        inner.PrepareAsync(context, use, cancellation);

    /// <inheritdoc/>
    public override void Serialize(Windowed<TKey> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        ArgumentNullException.ThrowIfNull(output);
        inner.Serialize(value.Key, output, context);
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value.Start);
        output.Advance(sizeof(long));
    }

    /// <inheritdoc/>
    public override Windowed<TKey> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        if (data.Length < sizeof(long))
        {
            throw new SerdeException($"A windowed key has at least {sizeof(long)} bytes, this one has {data.Length}.");
        }

        var start = BinaryPrimitives.ReadInt64BigEndian(data[^sizeof(long)..]);
        return new Windowed<TKey>(inner.Deserialize(data[..^sizeof(long)], context), start, start + (long)size.TotalMilliseconds);
    }
}
