using System.Buffers;
using Millrace.Graph;

namespace Millrace.Operators.ForeignKeys;

/// <summary>A foreign key as the key of a record; a record without one has a null key whatever the keys' type.</summary>
internal sealed record ForeignKey<T>(T Value);

/// <summary>The bytes of the foreign key itself.</summary>
internal sealed class ForeignKeySerde<T>(Serde<T>? inner) : Serde<ForeignKey<T>?>, IComposedSerde
{
    private Serde<T>? _inner = inner;

    public void Resolve(SerdeResolution resolution, SerdeContext context, SerdeUse use, SourcePlace place, string name) =>
        _inner = resolution.Find(_inner, context, use, place, name);

    public override void Serialize(ForeignKey<T>? value, IBufferWriter<byte> output, in SerdeContext context) =>
        _inner!.Serialize(value!.Value, output, context);

    public override ForeignKey<T>? Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => new ForeignKey<T>(_inner!.Deserialize(data, context));
}
