using System.Buffers;
using Millrace.Avro;
using Millrace.Execution;
using Millrace.Hvac;
using Millrace.SchemaRegistry;

namespace Millrace.Cli.Clusters;

/// <summary>Reads and writes the records of <c>schemas/</c> as the workers do, by a registry.</summary>
internal sealed class RecordSerdes : IDisposable
{
    private readonly SchemaRegistryClient _client;
    private readonly AvroSerdeProvider _provider;

    private RecordSerdes(SchemaRegistryClient client)
    {
        _client = client;
        _provider = new AvroSerdeProvider(client, new AvroSerdeOptions { AutoRegister = true })
            .Register<HvacReading>()
            .Register<HvacAlert>()
            .Register<HvacAlarm>()
            .Register<TemperatureAnomaly>()
            .Register<EnergyHour>();
    }

    public static RecordSerdes Open(Uri registry) => new(new SchemaRegistryClient(new SchemaRegistryOptions { BaseAddresses = [registry] }));

    /// <summary>Prepares the serde of a topic's values for writing.</summary>
    public async Task<Serde<T>> WriterAsync<T>(string topic, CancellationToken cancellation)
        where T : IAvroRecord<T>
    {
        var serde = Find<T>();
        await serde.PrepareAsync(new SerdeContext(topic, IsKey: false), SerdeUse.Write, cancellation);
        return serde;
    }

    /// <summary>Reads a record's value; waits for the registry where it has to.</summary>
    public T Read<T>(string topic, RecordCursor record)
        where T : IAvroRecord<T>
    {
        var serde = Find<T>();
        while (true)
        {
            try
            {
                return serde.Deserialize(record.Value, new SerdeContext(topic, IsKey: false));
            }
            catch (SerdePendingException pending)
            {
                pending.Ready.GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>A value's bytes on the wire.</summary>
    public static void Write<T>(Serde<T> serde, T value, string topic, ArrayBufferWriter<byte> buffer) =>
        serde.Serialize(value, buffer, new SerdeContext(topic, IsKey: false));

    public void Dispose() => _client.Dispose();

    private Serde<T> Find<T>()
        where T : IAvroRecord<T> =>
        _provider.TryGet<T>(out var serde) ? serde : throw new InvalidOperationException($"{typeof(T).Name} is not registered.");
}
