using System.Buffers;
using Millrace.Graph;

namespace Millrace.Operators.ForeignKeys;

/// <summary>
/// Kafka Streams' bytes of an answer: version (0; its top bit set if there is no hash), hash (16 bytes), right value. A
/// right value without bytes is none.
/// </summary>
internal sealed class SubscriptionResponseSerde<TRight>(Serde<TRight>? inner) : Serde<SubscriptionResponse<TRight>>, IComposedSerde
{
    private const byte Version = 0;

    private Serde<TRight>? _inner = inner;

    internal override bool ReadsNull => false;

    public void Resolve(SerdeResolution resolution, SerdeContext context, SerdeUse use, SourcePlace place, string name) =>
        _inner = resolution.Find(_inner, context, use, place, name);

    public override void Serialize(SubscriptionResponse<TRight> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        HashHeader.WriteVersion(Version, value.Hash, output);
        HashHeader.WriteHash(value.Hash, output);
        if (value.HasValue)
        {
            _inner!.Serialize(value.Value!, output, context);
        }
    }

    public override SubscriptionResponse<TRight> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        ValueHash? hash = HashHeader.ReadVersion(ref data, Version) ? HashHeader.ReadHash(ref data) : null;
        return data.IsEmpty
            ? new SubscriptionResponse<TRight>(hash, HasValue: false, default, -1)
            : new SubscriptionResponse<TRight>(hash, HasValue: true, _inner!.Deserialize(data, context), -1);
    }
}
