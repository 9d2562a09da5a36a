namespace Millrace.Avro.Fuzz;

/// <summary>Changes good bytes into others, in a buffer of its own: it allocates nothing, so that what is measured is the reader's.</summary>
internal sealed class Mutator(int seed)
{
    public const int Longest = 4096;

    // Numbers at the edges of what lengths, counts and indexes may be, as varints.
    private static readonly byte[][] Edges =
    [
        [0], [1], [2], [0x7f], [0x80, 0x01], [0xfe, 0xff, 0xff, 0xff, 0x0f], [0xff, 0xff, 0xff, 0xff, 0x0f], [0xff, 0xff, 0xff, 0xff, 0x7f],
        [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0xc3, 0x28], [0xed, 0xa0, 0x80],
    ];

    private readonly Random _random = new(seed);
    private readonly byte[] _buffer = new byte[Longest * 2];

    /// <summary>One of the seeds with some changes; valid until the next call.</summary>
    public ReadOnlySpan<byte> Next(byte[][] seeds)
    {
        var good = seeds[_random.Next(seeds.Length)];
        good.CopyTo(_buffer, 0);
        var length = good.Length;
        for (var edits = _random.Next(1, 6); edits > 0; edits--)
            length = Math.Min(Edit(length, seeds), Longest);
        return _buffer.AsSpan(0, length);
    }

    private int Edit(int length, byte[][] seeds)
    {
        var place = _random.Next(length + 1);
        switch (_random.Next(9))
        {
            case 0 when place < length:
                _buffer[place] ^= (byte)(1 << _random.Next(8));
                return length;
            case 1 when place < length:
                _buffer[place] = (byte)_random.Next(256);
                return length;
            case 2:
                var cut = Math.Min(_random.Next(1, 9), length - place);
                _buffer.AsSpan(place + cut, length - place - cut).CopyTo(_buffer.AsSpan(place));
                return length - cut;
            case 3:
                return Insert(length, place, Edges[_random.Next(Edges.Length)]);
            case 4:
                Span<byte> noise = stackalloc byte[8];
                _random.NextBytes(noise);
                return Insert(length, place, noise[.._random.Next(1, 9)]);
            case 5:
                var other = seeds[_random.Next(seeds.Length)];
                var from = _random.Next(other.Length + 1);
                return Insert(length, place, other.AsSpan(from, Math.Min(other.Length - from, _random.Next(64))));
            case 6:
                var edge = Edges[_random.Next(Edges.Length)];
                var over = Math.Min(edge.Length, length - place);
                edge.AsSpan(0, over).CopyTo(_buffer.AsSpan(place));
                return length;
            case 7 when _random.Next(8) == 0:
                return place;
            case 8 when _random.Next(16) == 0:
                // One byte again and again: the deepest and the longest that a schema has.
                var run = _random.Next(Longest);
                _buffer.AsSpan(place, Math.Min(run, Longest - Math.Min(place, Longest))).Fill((byte)_random.Next(5));
                return Math.Max(length, Math.Min(place + run, Longest));
            default:
                return length;
        }
    }

    private int Insert(int length, int place, ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Longest - Math.Min(length, Longest))];
        _buffer.AsSpan(place, length - place).CopyTo(_buffer.AsSpan(place + bytes.Length));
        bytes.CopyTo(_buffer.AsSpan(place));
        return length + bytes.Length;
    }
}
