using System.Buffers;

namespace Millrace;

/// <summary>
/// Turns values into bytes and back. One instance serves all tasks and threads: an implementation keeps no state
/// that a call changes, other than thread-safe caches.
/// </summary>
/// <typeparam name="T">The values' type. Null never reaches a serde: a null value is a null on the wire.</typeparam>
public abstract class Serde<T>
{
    /// <summary>
    /// Called once for each place of use before the first record, off the hot path. A serde that needs a registry
    /// obtains here what it will need (for example the id of the schema that it writes).
    /// </summary>
    /// <exception cref="MillraceException">It cannot be used at that place; <see cref="MillraceException.IsTransient"/> says whether trying again makes sense.</exception>
    public virtual ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>
    /// What its bytes are, in a few words, for a topology's description: state that was written in one format is not
    /// read in another. By default the type's name.
    /// </summary>
    public virtual string Format => TypeNames.Of(typeof(T));

    /// <summary>Whether a null on the wire is a value of the type, which then is the type's default.</summary>
    internal virtual bool ReadsNull => default(T) is null;

    /// <summary>The size of every value, where Kafka's list serializer relies on it; else null.</summary>
    internal virtual int? FixedSize => null;

    /// <summary>Appends the bytes of <paramref name="value"/> to <paramref name="output"/>.</summary>
    public abstract void Serialize(T value, IBufferWriter<byte> output, in SerdeContext context);

    /// <summary>Reads a value from the whole of <paramref name="data"/>, which is valid during the call only.</summary>
    /// <exception cref="SerdeException">The bytes are not a value of this type; the record is a dead letter.</exception>
    /// <exception cref="SerdePendingException">The bytes cannot be read yet; the record waits and is tried again.</exception>
    public abstract T Deserialize(ReadOnlySpan<byte> data, in SerdeContext context);
}
