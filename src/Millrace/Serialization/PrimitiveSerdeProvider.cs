using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Millrace;

/// <summary>Finds the serdes of <see cref="Serdes"/>.</summary>
internal sealed class PrimitiveSerdeProvider : ISerdeProvider
{
    private static readonly object[] All =
    [
        Serdes.String, Serdes.Int64, Serdes.Int32, Serdes.Int16, Serdes.Boolean, Serdes.Single, Serdes.Double,
        Serdes.Bytes, Serdes.Memory, Serdes.Guid, Serdes.Void,
        new NullableSerde<long>(Serdes.Int64), new NullableSerde<int>(Serdes.Int32), new NullableSerde<short>(Serdes.Int16),
        new NullableSerde<bool>(Serdes.Boolean), new NullableSerde<float>(Serdes.Single), new NullableSerde<double>(Serdes.Double),
        new NullableSerde<ReadOnlyMemory<byte>>(Serdes.Memory), new NullableSerde<Guid>(Serdes.Guid),
    ];

    public bool TryGet<T>([NotNullWhen(true)] out Serde<T>? serde)
    {
        foreach (var candidate in All)
        {
            if (candidate is Serde<T> found)
            {
                serde = found;
                return true;
            }
        }

        serde = null;
        return false;
    }

    private sealed class NullableSerde<T>(Serde<T> inner) : Serde<T?>
        where T : struct
    {
        internal override int? FixedSize => inner.FixedSize;

        public override void Serialize(T? value, IBufferWriter<byte> output, in SerdeContext context) =>
            inner.Serialize(value.GetValueOrDefault(), output, context);

        public override T? Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => inner.Deserialize(data, context);
    }
}
