using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Millrace.Engine.Benchmarks;

/// <summary>A sum and a count: what an average is made of, 16 bytes.</summary>
internal readonly record struct Average(double Sum, long Count)
{
    public Average Add(double value) => new(Sum + value, Count + 1);
}

/// <summary>The serdes of the benchmarks' types.</summary>
internal sealed class Codecs : ISerdeProvider
{
    public bool TryGet<T>([NotNullWhen(true)] out Serde<T>? serde)
    {
        serde = (new AverageSerde() as Serde<T>) ?? (new WindowedSerde<string>(Serdes.String, TimeSpan.FromMinutes(5)) as Serde<T>);
        return serde is not null || Serdes.Primitive.TryGet(out serde);
    }

    private sealed class AverageSerde : Serde<Average>
    {
        private const int Size = 16;

        public override void Serialize(Average value, IBufferWriter<byte> output, in SerdeContext context)
        {
            var span = output.GetSpan(Size);
            BinaryPrimitives.WriteDoubleBigEndian(span, value.Sum);
            BinaryPrimitives.WriteInt64BigEndian(span[8..], value.Count);
            output.Advance(Size);
        }

        public override Average Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            new(BinaryPrimitives.ReadDoubleBigEndian(data), BinaryPrimitives.ReadInt64BigEndian(data[8..]));
    }
}
