using System.Buffers.Binary;

namespace Millrace.State;

/// <summary>How far a store of sessions has come.</summary>
/// <param name="Observed">The highest start that was put, by which entries expire; <see cref="long.MinValue"/> before the first.</param>
/// <param name="Time">The clock of the operator that owns the store; <see cref="long.MinValue"/> before its first record.</param>
/// <param name="Sequence">The number of the last value that was put, where duplicates are kept.</param>
internal readonly record struct WindowStoreMarks(long Observed, long Time, int Sequence)
{
    public const int Size = sizeof(long) + sizeof(long) + sizeof(int);

    public static WindowStoreMarks None => new(long.MinValue, long.MinValue, 0);

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, Observed);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Time);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(2 * sizeof(long))..], Sequence);
    }

    public static WindowStoreMarks Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64BigEndian(bytes),
        BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[(2 * sizeof(long))..]));
}
