using System.Buffers;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Tables;

/// <summary>
/// A change on its way through a repartition topic, in Kafka Streams' bytes: the last one says what there is before
/// it: 0 the old value, 1 the new value, 2 the new value's length as a zigzag varint, the new and the old value.
/// 3 to 5 are the same with a byte before the last that tells whether it is the newest version; they are only read.
/// </summary>
internal sealed class ChangeSerde<TValue>(Serde<TValue>? inner) : Serde<Change<TValue>>, IComposedSerde
{
    private const byte OldOnly = 0;
    private const byte NewOnly = 1;
    private const byte Both = 2;
    private const byte VersionedFrom = 3;

    private Serde<TValue>? _inner = inner;

    internal override bool ReadsNull => false;

    public void Resolve(SerdeResolution resolution, SerdeContext context, SerdeUse use, SourcePlace place, string name) =>
        _inner = resolution.Find(_inner, context, use, place, name);

    public override void Serialize(Change<TValue> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        if (value is { Exists: true, Existed: true })
        {
            // The length comes first, so the new value cannot be written where it will stand.
            var bytes = new ArrayBufferWriter<byte>(64);
            _inner!.Serialize(value.New!, bytes, context);
            WriteVarint(bytes.WrittenCount, output);
            output.Write(bytes.WrittenSpan);
            _inner.Serialize(value.Old!, output, context);
            output.Write([Both]);
        }
        else
        {
            _inner!.Serialize(value.Exists ? value.New! : value.Old!, output, context);
            output.Write([value.Exists ? NewOnly : OldOnly]);
        }
    }

    public override Change<TValue> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        if (data.IsEmpty)
        {
            throw new SerdeException("An empty value is no change of a table.");
        }

        var kind = data[^1];
        data = data[..^1];
        var isLatest = true;
        if (kind is >= VersionedFrom and <= VersionedFrom + Both && data.Length > 0)
        {
            isLatest = data[^1] == 1;
            data = data[..^1];
            kind -= VersionedFrom;
        }

        switch (kind)
        {
            case OldOnly:
                return new Change<TValue>(default, Exists: false, _inner!.Deserialize(data, context), Existed: true, isLatest);
            case NewOnly:
                return new Change<TValue>(_inner!.Deserialize(data, context), Exists: true, default, Existed: false, isLatest);
            case Both:
                var length = ReadVarint(ref data);
                if (length < 0 || length > data.Length)
                {
                    throw new SerdeException($"A change's new value has {length} bytes, of {data.Length} that follow.");
                }

                return new Change<TValue>(
                    _inner!.Deserialize(data[..length], context), Exists: true, _inner.Deserialize(data[length..], context), Existed: true, isLatest);
            default:
                throw new SerdeException($"A change of kind {kind} is unknown.");
        }
    }

    private static void WriteVarint(int value, IBufferWriter<byte> output)
    {
        var rest = (uint)((value << 1) ^ (value >> 31));
        var span = output.GetSpan(5);
        var count = 0;
        for (; rest > 0x7f; rest >>= 7)
        {
            span[count++] = (byte)(rest | 0x80);
        }

        span[count++] = (byte)rest;
        output.Advance(count);
    }

    private static int ReadVarint(ref ReadOnlySpan<byte> data)
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (data.IsEmpty)
            {
                break;
            }

            var next = data[0];
            data = data[1..];
            value |= (uint)(next & 0x7f) << shift;
            if (next <= 0x7f)
            {
                return (int)(value >> 1) ^ -(int)(value & 1);
            }
        }

        throw new SerdeException("A change's length is no varint.");
    }
}
