using System.Buffers;
using System.Buffers.Binary;

namespace Millrace;

/// <summary>
/// Writes keys in sessions as Kafka Streams' <c>SessionWindowedSerializer</c> does: the key's bytes, then the session's
/// end and its start (8 bytes each, big-endian).
/// </summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <param name="inner">The key's serde.</param>
public sealed class SessionWindowedSerde<TKey>(Serde<TKey> inner) : Serde<Windowed<TKey>>
{
    private const int Suffix = 2 * sizeof(long);

    /// <inheritdoc/>
    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        inner.PrepareAsync(context, use, cancellation);

    /// <inheritdoc/>
    public override void Serialize(Windowed<TKey> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        ArgumentNullException.ThrowIfNull(output);
        inner.Serialize(value.Key, output, context);
        var suffix = output.GetSpan(Suffix);
        BinaryPrimitives.WriteInt64BigEndian(suffix, value.End);
        BinaryPrimitives.WriteInt64BigEndian(suffix[sizeof(long)..], value.Start);
        output.Advance(Suffix);
    }

    /// <inheritdoc/>
    public override Windowed<TKey> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
        data.Length < Suffix
            ? throw new SerdeException($"A key in a session has at least {Suffix} bytes, this one has {data.Length}.")
            : new Windowed<TKey>(
                inner.Deserialize(data[..^Suffix], context),
                BinaryPrimitives.ReadInt64BigEndian(data[^sizeof(long)..]),
                BinaryPrimitives.ReadInt64BigEndian(data[^Suffix..]));
}
