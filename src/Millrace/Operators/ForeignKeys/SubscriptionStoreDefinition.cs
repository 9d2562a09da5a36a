using System.Buffers;
using System.Buffers.Binary;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators.ForeignKeys;

/// <summary>
/// The store of a join's subscriptions. Its keys are Kafka Streams': the foreign key's length (4 bytes, big-endian),
/// the foreign key, the primary key.
/// </summary>
internal sealed class SubscriptionStoreDefinition<TKey, TForeignKey>(
    string name, TopicName registrations, Serde<TKey>? primaryKey, Serde<TForeignKey>? foreignKey, SourcePlace place)
    : StoreDefinition(name, "subscriptions", place)
{
    private Serde<TKey>? _primaryKey;
    private Serde<TForeignKey>? _foreignKey;
    private SerdeContext _primaryKeyContext;
    private SerdeContext _foreignKeyContext;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = registrations.Of(resolution.ApplicationId);
        _primaryKeyContext = new SerdeContext($"{topic}-pk", IsKey: true);
        _foreignKeyContext = new SerdeContext($"{topic}-fk", IsKey: true);
        _primaryKey = resolution.Find(primaryKey, _primaryKeyContext, SerdeUse.Both, Place, Name);
        _foreignKey = resolution.Find(foreignKey, _foreignKeyContext, SerdeUse.Both, Place, Name);
    }

    public override TaskStore Create(StreamTask task, int index) => new SubscriptionStore(task, index, Name, ChangelogTopic(task.ApplicationId));

    public byte[] Key(TForeignKey foreignKey, TKey primaryKey)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        WritePrefix(foreignKey, buffer);
        _primaryKey!.Serialize(primaryKey, buffer, _primaryKeyContext);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The first key and the one behind the last of a foreign key's subscriptions.</summary>
    public (byte[] From, byte[] To) Range(TForeignKey foreignKey)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        WritePrefix(foreignKey, buffer);
        var from = buffer.WrittenSpan.ToArray();
        var to = buffer.WrittenSpan.ToArray();

        // The length at the beginning is never all ones, so the carry ends before the first byte.
        for (var i = to.Length - 1; ++to[i] == 0; i--)
        {
        }

        return (from, to);
    }

    private void WritePrefix(TForeignKey foreignKey, ArrayBufferWriter<byte> buffer)
    {
        var key = new ArrayBufferWriter<byte>(32);
        _foreignKey!.Serialize(foreignKey, key, _foreignKeyContext);
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), key.WrittenCount);
        buffer.Advance(sizeof(int));
        buffer.Write(key.WrittenSpan);
    }
}
