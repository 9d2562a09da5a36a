using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.State;

/// <summary>
/// The bytes of a window store's keys:
/// <code>
///   0                                       what the store has seen (<see cref="WindowStoreProgress"/>)
///   1 | segment | key | start | sequence    an entry; from the key on the bytes are those of the changelog's key
///   2 | start | key                         an entry of the index by time
/// </code>
/// Numbers are big-endian; segment and start have 8 bytes, the sequence 4. A segment's entries lie together, so that it
/// expires as one range. The changelog's key is Kafka Streams'.
/// </summary>
internal sealed class WindowStoreKeys<TKey>(Serde<TKey> serde, SerdeContext context)
{
    public const int Suffix = sizeof(long) + sizeof(int);
    private const byte MarksTag = 0;
    private const byte EntryTag = 1;
    private const byte TimeTag = 2;
    private const int Prefix = 1 + sizeof(long);

    private readonly ArrayBufferWriter<byte> _key = new(64);

    public static ReadOnlySpan<byte> Marks => [MarksTag];

    public ReadOnlySpan<byte> Entry(long segment, TKey key, long start, int sequence)
    {
        Begin(EntryTag, segment);
        serde.Serialize(key, _key, context);
        var suffix = _key.GetSpan(Suffix);
        BinaryPrimitives.WriteInt64BigEndian(suffix, start);
        BinaryPrimitives.WriteInt32BigEndian(suffix[sizeof(long)..], sequence);
        _key.Advance(Suffix);
        return _key.WrittenSpan;
    }

    /// <summary>The entry that belongs to a key of the changelog.</summary>
    public ReadOnlySpan<byte> Entry(long segment, ReadOnlySpan<byte> changelogKey)
    {
        Begin(EntryTag, segment);
        _key.Write(changelogKey);
        return _key.WrittenSpan;
    }

    public ReadOnlySpan<byte> Time(long start, TKey key)
    {
        Begin(TimeTag, start);
        serde.Serialize(key, _key, context);
        return _key.WrittenSpan;
    }

    public ReadOnlySpan<byte> Time(long start, ReadOnlySpan<byte> key)
    {
        Begin(TimeTag, start);
        _key.Write(key);
        return _key.WrittenSpan;
    }

    /// <summary>Where a segment's entries begin, and those of the one before end.</summary>
    public byte[] SegmentBound(long segment) => Bound(EntryTag, segment);

    public byte[] TimeBound(long start) => Bound(TimeTag, start);

    /// <summary>What the bytes of a key's entries in a segment begin with.</summary>
    public byte[] KeyBound(long segment, TKey key)
    {
        Begin(EntryTag, segment);
        serde.Serialize(key, _key, context);
        return _key.WrittenSpan.ToArray();
    }

    public byte[] Bytes(TKey key)
    {
        _key.ResetWrittenCount();
        serde.Serialize(key, _key, context);
        return _key.WrittenSpan.ToArray();
    }

    public static byte[] EndOfTime => [TimeTag + 1];

    public static ReadOnlySpan<byte> ChangelogKey(ReadOnlySpan<byte> entry) => entry[Prefix..];

    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> entry) => entry[Prefix..^Suffix];

    public static long StartOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt64BigEndian(entry[^Suffix..]);

    public static int SequenceOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt32BigEndian(entry[^sizeof(int)..]);

    public static long TimeOf(ReadOnlySpan<byte> time) => BinaryPrimitives.ReadInt64BigEndian(time[1..]) ^ long.MinValue;

    public static ReadOnlySpan<byte> KeyOfTime(ReadOnlySpan<byte> time) => time[Prefix..];

    public TKey Read(ReadOnlySpan<byte> key) => serde.Deserialize(key, context);

    private byte[] Bound(byte tag, long number)
    {
        Begin(tag, number);
        return _key.WrittenSpan.ToArray();
    }

    // The sign is turned, so that numbers before 0 come first.
    private void Begin(byte tag, long number)
    {
        _key.ResetWrittenCount();
        var prefix = _key.GetSpan(Prefix);
        prefix[0] = tag;
        BinaryPrimitives.WriteInt64BigEndian(prefix[1..], number ^ long.MinValue);
        _key.Advance(Prefix);
    }
}
