using System.Buffers;
using Millrace.State;

namespace Millrace.Tables;

/// <summary>Reads a table's topic: a value is the newest of its key, a null deletes.</summary>
internal sealed class TableSerde<TValue>(Serde<TValue> inner) : Serde<Change<TValue>>
{
    internal override bool ReadsNull => true;

    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        inner.PrepareAsync(context, use, cancellation);

    public override void Serialize(Change<TValue> value, IBufferWriter<byte> output, in SerdeContext context) =>
        inner.Serialize(value.New!, output, context);

    public override Change<TValue> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
        Change<TValue>.To(inner.Deserialize(data, context));
}
