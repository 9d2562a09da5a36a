using System.Buffers;
using System.Globalization;
using Confluent.Kafka;

namespace Millrace.Kafka;

/// <summary>Confluent's interfaces that may have to ask somebody first.</summary>
internal sealed class ConfluentAsyncSerde<T>(IAsyncSerializer<T> serializer, AsyncReading<T> reading, AsyncSerdeOptions<T> options) : Serde<T>
{
    public override async ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation)
    {
        if (options.Sample is not { } sample || !use.HasFlag(SerdeUse.Write))
            return;
        try
        {
            await serializer.SerializeAsync(sample(), context.ToConfluent()).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw options.IsTransient(e)
                ? new SerializerUnavailableException($"{serializer.GetType().Name} cannot write to {context.Topic} yet: {e.Message}", e)
                : e.ToSerde(serializer);
        }
    }

    public override void Serialize(T value, IBufferWriter<byte> output, in SerdeContext context)
    {
        byte[]? bytes;
        try
        {
            var call = serializer.SerializeAsync(value, context.ToConfluent());
            if (!call.IsCompleted && Task.WaitAny([call], options.WriteTimeout) < 0)
            {
                var seconds = options.WriteTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
                throw new SerializerUnavailableException($"{serializer.GetType().Name} gave no bytes for {context.Topic} within {seconds} s");
            }

            bytes = call.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            throw e.ToSerde(serializer);
        }

        output.Write(bytes ?? throw new SerdeException($"{serializer.GetType().Name} gave no bytes for a value"));
    }

    public override T Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => reading.Read(data, context);
}
