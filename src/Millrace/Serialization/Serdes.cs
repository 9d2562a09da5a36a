using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Millrace;

/// <summary>The serdes of primitive types, with the bytes of Kafka's own Java serializers.</summary>
public static class Serdes
{
    /// <summary>Text as UTF-8.</summary>
    public static Serde<string> String { get; } = new StringSerde();

    /// <summary>64 bits, big-endian.</summary>
    public static Serde<long> Int64 { get; } = new Int64Serde();

    /// <summary>32 bits, big-endian.</summary>
    public static Serde<int> Int32 { get; } = new Int32Serde();

    /// <summary>16 bits, big-endian.</summary>
    public static Serde<short> Int16 { get; } = new Int16Serde();

    /// <summary>A byte, 1 or 0.</summary>
    public static Serde<bool> Boolean { get; } = new BooleanSerde();

    /// <summary>32 bits of IEEE 754, big-endian.</summary>
    public static Serde<float> Single { get; } = new SingleSerde();

    /// <summary>64 bits of IEEE 754, big-endian.</summary>
    public static Serde<double> Double { get; } = new DoubleSerde();

    /// <summary>The bytes as they are.</summary>
    public static Serde<byte[]> Bytes { get; } = new BytesSerde();

    /// <summary>The bytes as they are, as Kafka's ByteBufferSerializer writes them.</summary>
    public static Serde<ReadOnlyMemory<byte>> Memory { get; } = new MemorySerde();

    /// <summary>For what is always null, as Kafka's VoidSerializer; anything else cannot be read.</summary>
    public static Serde<Nothing> Void { get; } = new VoidSerde();

    /// <summary>A Guid as its text of 36 characters, as Kafka's UUIDSerializer writes it.</summary>
    public static Serde<Guid> Guid { get; } = new GuidSerde();

    /// <summary>Finds the serdes above, and those of the nullable forms of their types.</summary>
    public static ISerdeProvider Primitive { get; } = new PrimitiveSerdeProvider();

    /// <summary>Lists, as Kafka's ListSerializer writes them: entries of fixed size one after the other, others with their sizes.</summary>
    /// <param name="inner">The entries' serde; an entry may be null where their type has null.</param>
    public static Serde<IReadOnlyList<T>> ListOf<T>(Serde<T> inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return new ListSerde<T>(inner);
    }

    private sealed class StringSerde : Serde<string>
    {
        private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public override void Serialize(string value, IBufferWriter<byte> output, in SerdeContext context) => Encoding.UTF8.GetBytes(value, output);

        public override string Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
        {
            try
            {
                return Strict.GetString(data);
            }
            catch (DecoderFallbackException e)
            {
                throw new SerdeException($"Not UTF-8 text: {e.Message}", e);
            }
        }
    }

    private sealed class Int16Serde : Serde<short>
    {
        internal override int? FixedSize => 2;

        public override void Serialize(short value, IBufferWriter<byte> output, in SerdeContext context)
        {
            BinaryPrimitives.WriteInt16BigEndian(output.GetSpan(2), value);
            output.Advance(2);
        }

        public override short Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            BinaryPrimitives.ReadInt16BigEndian(Exactly(data, 2));
    }

    private sealed class BooleanSerde : Serde<bool>
    {
        public override void Serialize(bool value, IBufferWriter<byte> output, in SerdeContext context)
        {
            output.GetSpan(1)[0] = value ? (byte)1 : (byte)0;
            output.Advance(1);
        }

        public override bool Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => Exactly(data, 1)[0] switch
        {
            0 => false,
            1 => true,
            var other => throw new SerdeException($"Expected 0 or 1, found {other}."),
        };
    }

    private sealed class SingleSerde : Serde<float>
    {
        internal override int? FixedSize => 4;

        public override void Serialize(float value, IBufferWriter<byte> output, in SerdeContext context)
        {
            BinaryPrimitives.WriteSingleBigEndian(output.GetSpan(4), value);
            output.Advance(4);
        }

        public override float Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            BinaryPrimitives.ReadSingleBigEndian(Exactly(data, 4));
    }

    private sealed class MemorySerde : Serde<ReadOnlyMemory<byte>>
    {
        public override void Serialize(ReadOnlyMemory<byte> value, IBufferWriter<byte> output, in SerdeContext context) => output.Write(value.Span);

        public override ReadOnlyMemory<byte> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => data.ToArray();
    }

    private sealed class VoidSerde : Serde<Nothing>
    {
        public override void Serialize(Nothing value, IBufferWriter<byte> output, in SerdeContext context) =>
            throw new SerdeException("Nothing has no bytes.");

        public override Nothing Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            throw new SerdeException($"Expected null, found {data.Length} bytes.");
    }

    private sealed class Int64Serde : Serde<long>
    {
        internal override int? FixedSize => 8;

        public override void Serialize(long value, IBufferWriter<byte> output, in SerdeContext context)
        {
            BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(8), value);
            output.Advance(8);
        }

        public override long Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            BinaryPrimitives.ReadInt64BigEndian(Exactly(data, 8));
    }

    private sealed class Int32Serde : Serde<int>
    {
        internal override int? FixedSize => 4;

        public override void Serialize(int value, IBufferWriter<byte> output, in SerdeContext context)
        {
            BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), value);
            output.Advance(4);
        }

        public override int Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            BinaryPrimitives.ReadInt32BigEndian(Exactly(data, 4));
    }

    private sealed class DoubleSerde : Serde<double>
    {
        internal override int? FixedSize => 8;

        public override void Serialize(double value, IBufferWriter<byte> output, in SerdeContext context)
        {
            BinaryPrimitives.WriteDoubleBigEndian(output.GetSpan(8), value);
            output.Advance(8);
        }

        public override double Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            BinaryPrimitives.ReadDoubleBigEndian(Exactly(data, 8));
    }

    private sealed class BytesSerde : Serde<byte[]>
    {
        public override void Serialize(byte[] value, IBufferWriter<byte> output, in SerdeContext context) => output.Write(value);

        public override byte[] Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => data.ToArray();
    }

    private sealed class GuidSerde : Serde<Guid>
    {
        internal override int? FixedSize => 36;

        public override void Serialize(Guid value, IBufferWriter<byte> output, in SerdeContext context)
        {
            value.TryFormat(output.GetSpan(36), out var written);
            output.Advance(written);
        }

        public override Guid Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
            System.Guid.TryParseExact(Encoding.UTF8.GetString(data), "D", out var value)
                ? value
                : throw new SerdeException("Not a UUID in its text form.");
    }

    private static ReadOnlySpan<byte> Exactly(ReadOnlySpan<byte> data, int size) =>
        data.Length == size ? data : throw new SerdeException($"Expected {size} bytes, found {data.Length}.");
}
