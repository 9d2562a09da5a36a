namespace Millrace.Avro.Generic;

/// <summary>Objects for values that take one byte: an object for each would be forty times its size.</summary>
internal static class Boxes
{
    private const int Least = -64;
    private const int Count = 128;

    private static readonly object True = true;
    private static readonly object False = false;
    private static readonly object[] Ints = [.. Enumerable.Range(Least, Count).Select(number => (object)number)];
    private static readonly object[] Longs = [.. Enumerable.Range(Least, Count).Select(number => (object)(long)number)];
    private static readonly byte[][] SingleBytes = [.. Enumerable.Range(0, 256).Select(number => new[] { (byte)number })];

    public static object Of(bool value) => value ? True : False;

    public static object Of(int value) => (uint)(value - Least) < Count ? Ints[value - Least] : value;

    public static object Of(long value) => (ulong)(value - Least) < Count ? Longs[value - Least] : value;

    /// <summary>The bytes, to be read alone.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> value) => value.Length == 1 ? SingleBytes[value[0]] : value.ToArray();
}
