using Confluent.Kafka;

namespace Millrace.Kafka;

/// <summary>
/// Serdes from serializers that were written for Confluent.Kafka, so that whoever has some keeps them: those of
/// Confluent.SchemaRegistry.Serdes (Avro, Protobuf, JSON Schema), or their own. What such a serializer refuses is a
/// <see cref="SerdeException"/> here, and the record a dead letter. Headers are not handed on.
/// </summary>
public static class ConfluentSerdes
{
    /// <summary>A serde from serializers that answer at once.</summary>
    public static Serde<T> From<T>(ISerializer<T> serializer, IDeserializer<T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        return new ConfluentSerde<T>(serializer, deserializer);
    }

    /// <summary>
    /// A serde from serializers that may have to ask somebody first, as those of a schema registry do.
    /// <list type="bullet">
    /// <item>Reading never blocks: a record whose call is not complete at once waits, its partition with it, and the
    /// task goes on with others; when the call is complete, the record goes on with its result. A call that fails for a
    /// reason that passes (<see cref="AsyncSerdeOptions{T}.IsTransient"/>) is made again after a growing pause, and the
    /// record is no dead letter for it.</item>
    /// <item>Writing has nothing to go on with: a call that is not complete at once is waited for, up to
    /// <see cref="AsyncSerdeOptions{T}.WriteTimeout"/>. Confluent's serializers ask for the first value of a topic alone;
    /// with a <see cref="AsyncSerdeOptions{T}.Sample"/> that happens before the first record.</item>
    /// <item>Each record that is read is copied once, since a call may outlast the record's buffer.</item>
    /// </list>
    /// </summary>
    public static Serde<T> From<T>(IAsyncSerializer<T> serializer, IAsyncDeserializer<T> deserializer, AsyncSerdeOptions<T>? options = null) =>
        From(serializer, deserializer, options, TimeProvider.System);

    internal static Serde<T> From<T>(IAsyncSerializer<T> serializer, IAsyncDeserializer<T> deserializer, AsyncSerdeOptions<T>? options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        options ??= new AsyncSerdeOptions<T>();
        return options.Validate() is { Count: > 0 } errors
            ? throw new ArgumentException("serde: " + string.Join("; ", errors), nameof(options))
            : new ConfluentAsyncSerde<T>(serializer, new AsyncReading<T>(deserializer, options, time), options);
    }

    /// <summary>The place as Confluent's serializers know it.</summary>
    internal static SerializationContext ToConfluent(this in SerdeContext context) =>
        new(context.IsKey ? MessageComponentType.Key : MessageComponentType.Value, context.Topic);

    /// <summary>What a foreign serializer throws, as what the engine knows.</summary>
    internal static Exception ToSerde(this Exception exception, object serializer) =>
        exception as MillraceException ?? new SerdeException($"{serializer.GetType().Name}: {exception.Message}", exception);
}
