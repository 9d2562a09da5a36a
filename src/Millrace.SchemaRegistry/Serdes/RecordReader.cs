using Millrace.Avro;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>What a serde reads records as.</summary>
/// <param name="Name">The record's full name, for messages and subjects.</param>
/// <param name="Schema">The reader's schema; null for one that takes every record as it was written.</param>
/// <param name="Resolve">Gives the decoder for what a writer's schema writes; throws <see cref="AvroSchemaException"/> where there is none.</param>
internal sealed record RecordReader<T>(string Name, AvroSchema? Schema, Func<AvroSchema, AvroDecoder<T>> Resolve)
{
    /// <summary>Where the reader cannot read what a writer writes, each place with its field; empty where all can be read.</summary>
    public IReadOnlyList<string> WhyUnreadable(AvroSchema writer) => Schema is null ? [] : SchemaPlaces.WhyUnreadable(Schema, writer);
}

/// <summary>What is known of a schema id: how its records are written, and how they become values.</summary>
internal sealed record WriterSchema<T>(AvroSchema Schema, AvroDecoder<T> Decode);
