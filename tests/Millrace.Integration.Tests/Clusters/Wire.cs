using System.Buffers;
using Millrace.Avro;
using Millrace.Hvac;
using Millrace.Kafka.Tests.Support;
using Millrace.SchemaRegistry;

namespace Millrace.Integration.Tests.Clusters;

/// <summary>Records as they are on the wire: framed, with the registry's ids.</summary>
internal sealed class Wire : IDisposable
{
    private readonly SchemaRegistryClient _client;
    private readonly AvroSerdeProvider _serdes;

    public Wire(Uri registry)
    {
        _client = new SchemaRegistryClient(new SchemaRegistryOptions { BaseAddresses = [registry] });
        _serdes = new AvroSerdeProvider(_client, new AvroSerdeOptions { AutoRegister = true })
            .Register<HvacReading>().Register<HvacAlert>().Register<HvacAlarm>().Register<EnergyHour>();
    }

    /// <summary>Something that writes values of a type to a topic.</summary>
    public async Task<Action<T, IBufferWriter<byte>>> WriterAsync<T>(string topic)
        where T : IAvroRecord<T>
    {
        var context = new SerdeContext(topic, IsKey: false);
        var serde = Serde<T>();
        await serde.PrepareAsync(context, SerdeUse.Write, CancellationToken.None);
        return (value, output) => serde.Serialize(value, output, context);
    }

    /// <summary>A record's value.</summary>
    public async Task<T> ReadAsync<T>(string topic, Taken record)
        where T : IAvroRecord<T>
    {
        var serde = Serde<T>();
        while (true)
        {
            try
            {
                return serde.Deserialize(record.Value, new SerdeContext(topic, IsKey: false));
            }
            catch (SerdePendingException pending)
            {
                await pending.Ready;
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private Serde<T> Serde<T>()
        where T : IAvroRecord<T> =>
        _serdes.TryGet<T>(out var serde) ? serde : throw new InvalidOperationException($"{typeof(T).Name} is not registered.");
}
