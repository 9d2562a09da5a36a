using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.State;

/// <summary>
/// A session's key and start, by which sessions that end at the same time are told apart in the index by time. Its
/// bytes are the start and then the key's, so that sessions come in the order of their start.
/// </summary>
internal readonly record struct SessionStart<TKey>(long Start, TKey Key);

/// <summary>The bytes of a session's start and key.</summary>
internal sealed class SessionStartSerde<TKey>(Serde<TKey> inner) : Serde<SessionStart<TKey>>
{
    public override void Serialize(SessionStart<TKey> value, IBufferWriter<byte> output, in SerdeContext context)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value.Start);
        output.Advance(sizeof(long));
        inner.Serialize(value.Key, output, context);
    }

    public override SessionStart<TKey> Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) =>
        new(BinaryPrimitives.ReadInt64BigEndian(data), inner.Deserialize(data[sizeof(long)..], context));
}

/// <summary>
/// The bytes of a session store's entries: a window store's, with the session's end and start (8 bytes each) behind the
/// key. The changelog's key is Kafka Streams': key, end, start.
/// </summary>
internal sealed class SessionStoreKeys<TKey>(Serde<TKey> serde, SerdeContext context)
{
    public const int Suffix = 2 * sizeof(long);

    private readonly ArrayBufferWriter<byte> _key = new(64);

    /// <summary>Bounds, marks and the index by time, which are a window store's.</summary>
    public WindowStoreKeys<SessionStart<TKey>> Common { get; } = new(new SessionStartSerde<TKey>(serde), context);

    public ReadOnlySpan<byte> Entry(long segment, TKey key, long start, long end)
    {
        _key.ResetWrittenCount();
        _key.Write(Common.SegmentBound(segment));
        serde.Serialize(key, _key, context);
        BinaryPrimitives.WriteInt64BigEndian(_key.GetSpan(sizeof(long)), end);
        _key.Advance(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_key.GetSpan(sizeof(long)), start);
        _key.Advance(sizeof(long));
        return _key.WrittenSpan;
    }

    /// <summary>The entry that belongs to a key of the changelog.</summary>
    public ReadOnlySpan<byte> Entry(long segment, ReadOnlySpan<byte> changelogKey)
    {
        _key.ResetWrittenCount();
        _key.Write(Common.SegmentBound(segment));
        _key.Write(changelogKey);
        return _key.WrittenSpan;
    }

    /// <summary>What the bytes of a key's entries in a segment begin with.</summary>
    public byte[] KeyBound(long segment, TKey key)
    {
        _key.ResetWrittenCount();
        _key.Write(Common.SegmentBound(segment));
        serde.Serialize(key, _key, context);
        return _key.WrittenSpan.ToArray();
    }

    public byte[] Bytes(TKey key)
    {
        _key.ResetWrittenCount();
        serde.Serialize(key, _key, context);
        return _key.WrittenSpan.ToArray();
    }

    public TKey Read(ReadOnlySpan<byte> key) => serde.Deserialize(key, context);

    public static ReadOnlySpan<byte> ChangelogKey(ReadOnlySpan<byte> entry) => WindowStoreKeys<SessionStart<TKey>>.ChangelogKey(entry);

    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> entry) => ChangelogKey(entry)[..^Suffix];

    public static long EndOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt64BigEndian(entry[^Suffix..]);

    public static long StartOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt64BigEndian(entry[^sizeof(long)..]);
}
