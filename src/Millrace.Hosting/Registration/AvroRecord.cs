using Millrace.Avro;
using Millrace.SchemaRegistry;

namespace Millrace.Hosting;

/// <summary>A record type that the worker's topologies read or write in Avro.</summary>
internal abstract class AvroRecord
{
    public abstract void AddTo(AvroSerdeProvider provider);
}

/// <inheritdoc/>
internal sealed class AvroRecord<T> : AvroRecord
    where T : IAvroRecord<T>
{
    public override void AddTo(AvroSerdeProvider provider) => provider.Register<T>();
}
