using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Millrace.State;

namespace Millrace.Suppression;

/// <summary>
/// The bytes of what waits, as Kafka Streams writes them to the changelog of a suppression (version 3): timestamp,
/// offset, topic, partition and headers of the record; the value before the buffer, the old and the new one, each with
/// its length before it (-1: none, -2: the same as the one before the buffer); the time by which it waits. Integers
/// are big-endian.
/// </summary>
internal sealed class BufferedChangeCodec<TKey, TValue>(Serde<TValue> serde, SerdeContext context)
{
    private const int None = -1;
    private const int SameAsBefore = -2;

    // What Kafka Streams counts besides texts and values: the time of the buffer; timestamp, offset and partition.
    private const int FixedSize = 8 + 8 + 8 + 4;

    private readonly ArrayBufferWriter<byte> _before = new(256);
    private readonly ArrayBufferWriter<byte> _old = new(256);
    private readonly ArrayBufferWriter<byte> _new = new(256);

    public void Write(BufferedChange<TKey, TValue> change, ArrayBufferWriter<byte> output)
    {
        Write(output, change.Timestamp);
        Write(output, change.Origin.Offset);
        Write(output, change.Origin.Topic);
        Write(output, change.Origin.Partition);
        Write(output, change.Headers?.Count ?? 0);
        foreach (var header in change.Headers ?? [])
        {
            Write(output, header.Name);
            Write(output, header.Value);
        }

        var sameAsBefore = SerializeValues(change);
        Write(output, change.Before.Exists, _before);
        if (change.Change.Existed && sameAsBefore)
        {
            Write(output, SameAsBefore);
        }
        else
        {
            Write(output, change.Change.Existed, _old);
        }

        Write(output, change.Change.Exists, _new);
        Write(output, change.Time);
    }

    public BufferedChange<TKey, TValue> Read(TKey key, byte[] keyBytes, ReadOnlySpan<byte> data)
    {
        var reader = new BufferReader(data);
        var timestamp = reader.Int64();
        var offset = reader.Int64();
        var topic = reader.Text();
        var partition = reader.Int32();
        var headers = ReadHeaders(ref reader);
        var before = ReadValue(ref reader, default);
        var old = ReadValue(ref reader, before);
        var value = ReadValue(ref reader, default);
        return new BufferedChange<TKey, TValue>(key, keyBytes, reader.Int64(), before)
        {
            Change = new Change<TValue>(value.Value, value.Exists, old.Value, old.Exists),
            Timestamp = timestamp,
            Headers = headers,
            Origin = new RecordOrigin(topic, partition, offset),
        };
    }

    /// <summary>The size as Kafka Streams measures it.</summary>
    public long Measure(BufferedChange<TKey, TValue> change)
    {
        var sameAsBefore = SerializeValues(change);
        long size = FixedSize + change.KeyBytes.Length + change.Origin.Topic.Length;
        size += _before.WrittenCount + (sameAsBefore ? 0 : _old.WrittenCount) + _new.WrittenCount;
        foreach (var header in change.Headers ?? [])
        {
            size += header.Name.Length + (header.Value?.Length ?? 0);
        }

        return size;
    }

    /// <summary>Writes the values; those that are not there have no bytes.</summary>
    /// <returns>Whether the old value is the one before the buffer.</returns>
    private bool SerializeValues(BufferedChange<TKey, TValue> change)
    {
        Serialize(_before, change.Before.Exists, change.Before.Value);
        Serialize(_old, change.Change.Existed, change.Change.Old);
        Serialize(_new, change.Change.Exists, change.Change.New);
        return change.Before.Exists == change.Change.Existed && _before.WrittenSpan.SequenceEqual(_old.WrittenSpan);
    }

    private void Serialize(ArrayBufferWriter<byte> output, bool exists, TValue? value)
    {
        output.ResetWrittenCount();
        if (exists)
        {
            serde.Serialize(value!, output, context);
        }
    }

    private BufferedValue<TValue> ReadValue(ref BufferReader reader, in BufferedValue<TValue> before) => reader.Int32() switch
    {
        None => default,
        SameAsBefore => before,
        var length => new BufferedValue<TValue>(serde.Deserialize(reader.Bytes(length), context), Exists: true),
    };

    private static Headers? ReadHeaders(ref BufferReader reader)
    {
        var count = reader.Int32();
        if (count <= 0)
        {
            return null;
        }

        var headers = new Headers();
        for (var i = 0; i < count; i++)
        {
            var name = reader.Text();
            var length = reader.Int32();
            headers.Add(name, length < 0 ? null : (ReadOnlyMemory<byte>?)reader.Bytes(length).ToArray());
        }

        return headers;
    }

    private static void Write(ArrayBufferWriter<byte> output, bool exists, ArrayBufferWriter<byte> value)
    {
        Write(output, exists ? value.WrittenCount : None);
        output.Write(value.WrittenSpan);
    }

    private static void Write(ArrayBufferWriter<byte> output, ReadOnlyMemory<byte>? value)
    {
        Write(output, value?.Length ?? None);
        output.Write(value.GetValueOrDefault().Span);
    }

    private static void Write(ArrayBufferWriter<byte> output, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write(output, length);
        Encoding.UTF8.GetBytes(text, output.GetSpan(length));
        output.Advance(length);
    }

    private static void Write(ArrayBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }
}
