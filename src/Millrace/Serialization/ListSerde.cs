using System.Buffers;
using System.Buffers.Binary;

namespace Millrace;

/// <summary>
/// The bytes of Kafka's <c>ListSerializer</c>. Entries of fixed size: a byte 0, the number of null entries and their
/// indices, the number of entries, the entries that are not null. Others: a byte 1, the number of entries, and each
/// entry behind its size, which is -1 for null.
/// </summary>
internal sealed class ListSerde<T>(Serde<T> inner) : Serde<IReadOnlyList<T>>
{
    private const byte FixedSizes = 0;
    private const byte OwnSizes = 1;
    private const int Null = -1;

    public override string Format => $"list of {inner.Format}";

    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        inner.PrepareAsync(context, use, cancellation);

    public override void Serialize(IReadOnlyList<T> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        var isFixed = inner.FixedSize is not null;
        output.GetSpan(1)[0] = isFixed ? FixedSizes : OwnSizes;
        output.Advance(1);
        if (isFixed)
        {
            WriteNullIndices(value, output);
        }

        WriteInt(output, value.Count);
        var entryBytes = isFixed ? null : new ArrayBufferWriter<byte>(64);
        for (var i = 0; i < value.Count; i++)
        {
            var entry = value[i];
            if (entryBytes is null)
            {
                if (entry is not null)
                {
                    inner.Serialize(entry, output, context);
                }
            }
            else if (entry is null)
            {
                WriteInt(output, Null);
            }
            else
            {
                entryBytes.ResetWrittenCount();
                inner.Serialize(entry, entryBytes, context);
                WriteInt(output, entryBytes.WrittenCount);
                output.Write(entryBytes.WrittenSpan);
            }
        }
    }

    public override IReadOnlyList<T> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        var reader = new Reader(data);
        var kind = reader.Take(1)[0];
        if (kind > OwnSizes || (kind == FixedSizes && inner.FixedSize is null))
        {
            throw new SerdeException($"A list of {inner.Format} does not begin with {kind}.");
        }

        HashSet<int>? nulls = null;
        if (kind == FixedSizes)
        {
            nulls = [];
            for (var left = reader.TakeCount(sizeof(int)); left > 0; left--)
            {
                nulls.Add(reader.TakeInt());
            }
        }

        var count = reader.TakeInt();
        var entries = new List<T>(Math.Clamp(count, 0, data.Length));
        for (var i = 0; i < count; i++)
        {
            var isNull = nulls?.Contains(i) ?? false;
            var size = isNull ? Null : kind == FixedSizes ? inner.FixedSize!.Value : reader.TakeInt();
            entries.Add(size == Null ? NullEntry() : inner.Deserialize(reader.Take(size), context));
        }

        return entries;
    }

    private static T NullEntry() => default(T) is null ? default! : throw new SerdeException($"An entry of the list is null and {typeof(T).Name} has no null.");

    private static void WriteNullIndices(IReadOnlyList<T> value, IBufferWriter<byte> output)
    {
        var nulls = Enumerable.Range(0, value.Count).Where(i => value[i] is null).ToList();
        WriteInt(output, nulls.Count);
        foreach (var index in nulls)
        {
            WriteInt(output, index);
        }
    }

    private static void WriteInt(IBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }

    private ref struct Reader(ReadOnlySpan<byte> data)
    {
        private ReadOnlySpan<byte> _left = data;

        public int TakeInt() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

        public int TakeCount(int entrySize) => TakeInt() is var count && count >= 0 && (long)count * entrySize <= _left.Length
            ? count
            : throw new SerdeException($"A list says that it has {count} entries of {entrySize} bytes, and {_left.Length} are left.");

        public ReadOnlySpan<byte> Take(int size)
        {
            if (size < 0 || size > _left.Length)
            {
                throw new SerdeException($"A list is torn: {size} bytes were expected, {_left.Length} are left.");
            }

            var taken = _left[..size];
            _left = _left[size..];
            return taken;
        }
    }
}
