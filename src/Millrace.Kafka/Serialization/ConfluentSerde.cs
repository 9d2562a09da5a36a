using System.Buffers;
using Confluent.Kafka;

namespace Millrace.Kafka;

/// <summary>Confluent's interfaces that answer at once.</summary>
internal sealed class ConfluentSerde<T>(ISerializer<T> serializer, IDeserializer<T> deserializer) : Serde<T>
{
    public override void Serialize(T value, IBufferWriter<byte> output, in SerdeContext context)
    {
        byte[]? bytes;
        try
        {
            bytes = serializer.Serialize(value, context.ToConfluent());
        }
        catch (Exception e)
        {
            throw e.ToSerde(serializer);
        }

        output.Write(bytes ?? throw new SerdeException($"{serializer.GetType().Name} gave no bytes for a value"));
    }

    public override T Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        try
        {
            return deserializer.Deserialize(data, isNull: false, context.ToConfluent());
        }
        catch (Exception e)
        {
            throw e.ToSerde(deserializer);
        }
    }
}
