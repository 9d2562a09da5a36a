using System.Buffers;
using System.Buffers.Binary;
using Millrace.Graph;

namespace Millrace.Operators.ForeignKeys;

/// <summary>
/// Kafka Streams' bytes of a subscription: version (1; its top bit set if there is no hash), instruction, hash (16
/// bytes), primary key, primary partition (4 bytes, big-endian).
/// </summary>
internal sealed class SubscriptionSerde<TKey, TLeft>(Serde<TKey>? primaryKey, ValueHasher<TLeft> hasher) : Serde<Subscription<TKey>>, IComposedSerde
{
    private const byte Version = 1;

    private Serde<TKey>? _primaryKey = primaryKey;
    private SerdeContext _primaryKeyContext;

    internal override bool ReadsNull => false;

    public void Resolve(SerdeResolution resolution, SerdeContext context, SerdeUse use, SourcePlace place, string name)
    {
        _primaryKeyContext = new SerdeContext($"{context.Topic}-pk", IsKey: true);
        _primaryKey = resolution.Find(_primaryKey, _primaryKeyContext, use, place, name);
        if (use.HasFlag(SerdeUse.Write))
        {
            hasher.Resolve(resolution, context.Topic, place, name);
        }
    }

    public override void Serialize(Subscription<TKey> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        HashHeader.WriteVersion(Version, value.Hash, output);
        output.Write([(byte)value.Instruction]);
        HashHeader.WriteHash(value.Hash, output);
        _primaryKey!.Serialize(value.PrimaryKey, output, _primaryKeyContext);
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), value.PrimaryPartition);
        output.Advance(sizeof(int));
    }

    public override Subscription<TKey> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        var hasHash = HashHeader.ReadVersion(ref data, Version);
        var instruction = (SubscriptionInstruction)HashHeader.Take(ref data, 1)[0];
        if (instruction > SubscriptionInstruction.AnswerIfPresent)
        {
            throw new SerdeException($"Instruction {(byte)instruction} of a subscription is unknown.");
        }

        ValueHash? hash = hasHash ? HashHeader.ReadHash(ref data) : null;
        var key = HashHeader.Take(ref data, data.Length - sizeof(int));
        return new Subscription<TKey>(
            hash, instruction, _primaryKey!.Deserialize(key, _primaryKeyContext), BinaryPrimitives.ReadInt32BigEndian(data));
    }
}
