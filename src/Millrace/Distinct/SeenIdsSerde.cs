using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.Distinct;

/// <summary>
/// The key's time (8 bytes), then for each id its record's timestamp (8), the key's time when it came (8), the id's
/// length (4) and bytes. Numbers are big-endian.
/// </summary>
internal sealed class SeenIdsSerde<TId>(Serde<TId> inner) : Serde<SeenIds<TId>>
    where TId : notnull
{
    private const int Head = (2 * sizeof(long)) + sizeof(int);

    public override string Format => $"ids of {inner.Format}";

    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        inner.PrepareAsync(context, use, cancellation);

    public override void Serialize(SeenIds<TId> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value.Newest);
        output.Advance(sizeof(long));
        var id = new ArrayBufferWriter<byte>(64);
        foreach (var entry in value.Entries)
        {
            id.ResetWrittenCount();
            inner.Serialize(entry.Id, id, context);
            var head = output.GetSpan(Head);
            BinaryPrimitives.WriteInt64BigEndian(head, entry.Timestamp);
            BinaryPrimitives.WriteInt64BigEndian(head[sizeof(long)..], entry.CameAt);
            BinaryPrimitives.WriteInt32BigEndian(head[(2 * sizeof(long))..], id.WrittenCount);
            output.Advance(Head);
            output.Write(id.WrittenSpan);
        }
    }

    public override SeenIds<TId> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        if (data.Length < sizeof(long))
        {
            throw new SerdeException($"Seen ids begin with {sizeof(long)} bytes, here are {data.Length}.");
        }

        var newest = BinaryPrimitives.ReadInt64BigEndian(data);
        var entries = new List<SeenIds<TId>.Entry>();
        for (data = data[sizeof(long)..]; data.Length > 0;)
        {
            var length = data.Length < Head ? -1 : BinaryPrimitives.ReadInt32BigEndian(data[(2 * sizeof(long))..]);
            if (length < 0 || length > data.Length - Head)
            {
                throw new SerdeException($"A seen id is torn: {data.Length} bytes are left.");
            }

            entries.Add(new(
                inner.Deserialize(data.Slice(Head, length), context),
                BinaryPrimitives.ReadInt64BigEndian(data),
                BinaryPrimitives.ReadInt64BigEndian(data[sizeof(long)..])));
            data = data[(Head + length)..];
        }

        var ids = new SeenIds<TId>();
        ids.Load(newest, entries);
        return ids;
    }
}
