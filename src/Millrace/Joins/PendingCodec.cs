using System.Buffers;
using System.Buffers.Binary;
using Millrace.State;

namespace Millrace.Joins;

/// <summary>
/// The bytes of pending records, as Kafka Streams writes them: the key is timestamp (8), side (1: left, 0: right), key; the
/// value is a list: 1, the number of elements (4) and for each its length (4), its side and the value's bytes. Integers
/// are big-endian.
/// </summary>
internal sealed class PendingCodec<TKey, TLeft, TRight>(
    string topic, SerdeContext rightContext, Serde<TKey> keySerde, Serde<TLeft> leftSerde, Serde<TRight> rightSerde)
{
    private const byte VariableSizes = 1;
    private const int KeyPrefix = sizeof(long) + 1;

    private readonly SerdeContext _keyContext = new(topic, IsKey: true);
    private readonly SerdeContext _leftContext = new(topic, IsKey: false);
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private readonly ArrayBufferWriter<byte> _element = new(256);

    public byte[] KeyBytes(PendingRecord<TKey, TLeft, TRight> record)
    {
        if (record.KeyBytes is null)
        {
            _key.ResetWrittenCount();
            keySerde.Serialize(record.Key, _key, _keyContext);
            record.KeyBytes = _key.WrittenSpan.ToArray();
        }

        return record.KeyBytes;
    }

    public ReadOnlySpan<byte> WriteKey(PendingRecord<TKey, TLeft, TRight> record)
    {
        var bytes = KeyBytes(record);
        _key.ResetWrittenCount();
        var prefix = _key.GetSpan(KeyPrefix);
        BinaryPrimitives.WriteInt64BigEndian(prefix, record.Timestamp);
        prefix[sizeof(long)] = Side(record);
        _key.Advance(KeyPrefix);
        _key.Write(bytes);
        return _key.WrittenSpan;
    }

    public ReadOnlySpan<byte> WriteValue(PendingRecord<TKey, TLeft, TRight> record)
    {
        _value.ResetWrittenCount();
        _value.Write([VariableSizes]);
        Write(record.Count);
        foreach (var left in record.Lefts)
        {
            leftSerde.Serialize(left, _element, _leftContext);
            WriteElement(Side(record));
        }

        foreach (var right in record.Rights)
        {
            rightSerde.Serialize(right, _element, rightContext);
            WriteElement(Side(record));
        }

        return _value.WrittenSpan;
    }

    public PendingRecord<TKey, TLeft, TRight> Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var record = new PendingRecord<TKey, TLeft, TRight>(
            keySerde.Deserialize(key[KeyPrefix..], _keyContext), BinaryPrimitives.ReadInt64BigEndian(key), key[sizeof(long)] != 0);
        var count = BinaryPrimitives.ReadInt32BigEndian(value[1..]);
        value = value[(1 + sizeof(int))..];
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(value);
            if (length < 1 || length > value.Length - sizeof(int))
            {
                throw new StateException($"an unmatched record of {topic} is torn: {length} bytes are due and {value.Length - sizeof(int)} are left");
            }

            var element = value.Slice(sizeof(int) + 1, length - 1);
            value = value[(sizeof(int) + length)..];
            if (record.IsLeft)
            {
                record.Lefts.Add(leftSerde.Deserialize(element, _leftContext));
            }
            else
            {
                record.Rights.Add(rightSerde.Deserialize(element, rightContext));
            }
        }

        return record;
    }

    private void WriteElement(byte side)
    {
        Write(1 + _element.WrittenCount);
        _value.Write([side]);
        _value.Write(_element.WrittenSpan);
        _element.ResetWrittenCount();
    }

    private void Write(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_value.GetSpan(sizeof(int)), number);
        _value.Advance(sizeof(int));
    }

    private static byte Side(PendingRecord<TKey, TLeft, TRight> record) => record.IsLeft ? (byte)1 : (byte)0;
}
