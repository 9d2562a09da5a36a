using System.Buffers;

namespace Millrace.Avro.Tests.Container;

public sealed class BlockCodecTests
{
    private const int Limit = 1 << 20;

    public static TheoryData<string> All => ["null", "deflate", "snappy", "bzip2", "zstandard", "xz"];

    [Theory]
    [MemberData(nameof(All))]
    public void Blocks_of_every_size_and_kind_come_back(string name)
    {
        var codec = Find(name);
        var random = new Random(17);
        foreach (var length in new[] { 0, 1, 3, 4, 5, 59, 60, 61, 255, 256, 257, 1000, 65_535, 65_536, 65_537, 300_000 })
        {
            foreach (var block in new[] { Noise(length), new byte[length], Words(length) })
                Assert.Equal(block, Decompress(codec, Compress(codec, block), Limit));
        }

        byte[] Noise(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }

        byte[] Words(int length)
        {
            string[] words = ["unit-0042", "north", "COOLING", "\0\0\0\0", "é", "21.5"];
            return [.. Enumerable.Range(0, length).SelectMany(_ => System.Text.Encoding.UTF8.GetBytes(words[random.Next(words.Length)])).Take(length)];
        }
    }

    [Theory]
    [InlineData("snappy")]
    [InlineData("bzip2")]
    [InlineData("zstandard")]
    [InlineData("xz")]
    [InlineData("deflate")]
    public void A_changed_block_is_refused_or_read_within_its_limit(string name)
    {
        var codec = Find(name);
        var block = Compress(codec, [.. Enumerable.Range(0, 3000).Select(i => (byte)(i % 250 * (i % 7)))]);
        var random = new Random(5);
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var changed = block.ToArray();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                changed = changed[..random.Next(changed.Length)];
            try
            {
                Assert.InRange(Decompress(codec, changed, Limit).Length, 0, Limit);
            }
            catch (AvroBlockException)
            {
                refused++;
            }
        }

        Assert.True(refused > 300, $"{refused} of 2000 were refused");
    }

    [Theory]
    [InlineData("snappy")]
    [InlineData("bzip2")]
    [InlineData("zstandard")]
    [InlineData("xz")]
    [InlineData("deflate")]
    public void A_block_that_grows_beyond_the_limit_is_refused(string name)
    {
        var codec = Find(name);
        var block = Compress(codec, new byte[Limit + 1]);
        Assert.Throws<AvroBlockException>(() => Decompress(codec, block, Limit));
    }

    [Fact]
    public void A_snappy_length_that_its_bytes_cannot_hold_costs_no_memory()
    {
        var codec = Find("snappy");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<AvroBlockException>(() => Decompress(codec, [0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0, 0], int.MaxValue));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024);
    }

    [Fact]
    public void A_codec_of_ones_own_writes_and_reads_files()
    {
        AvroBlockCodecs.Register(new Upside());
        using var stream = new MemoryStream();
        using (var writer = new AvroContainerWriter(stream, AvroSchema.Parse("\"long\""), new AvroContainerOptions { Codec = "upside", LeaveOpen = true }))
            writer.WriteGeneric(64L);
        Assert.Contains<byte>(0x7f, stream.ToArray());
        stream.Position = 0;
        using var reader = new AvroContainerReader(stream);
        Assert.Equal([64L], reader.ReadGeneric());
    }

    [Fact]
    public void A_codec_that_nobody_knows_is_named_with_those_that_are_known()
    {
        Assert.Null(AvroBlockCodecs.Find("lzo", out var reason));
        Assert.Contains("\"lzo\"", reason, StringComparison.Ordinal);
        Assert.Contains("deflate", reason, StringComparison.Ordinal);
    }

    private static IAvroBlockCodec Find(string name)
    {
        var codec = AvroBlockCodecs.Find(name, out var reason);
        Assert.SkipWhen(codec is null, reason ?? "");
        return codec;
    }

    private static byte[] Compress(IAvroBlockCodec codec, byte[] block)
    {
        var output = new ArrayBufferWriter<byte>();
        codec.Compress(block, output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Decompress(IAvroBlockCodec codec, byte[] block, int limit)
    {
        var output = new ArrayBufferWriter<byte>();
        codec.Decompress(block, output, limit);
        return output.WrittenSpan.ToArray();
    }

    private sealed class Upside : IAvroBlockCodec
    {
        public string Name => "upside";

        public void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output) => Turn(block.Span, output);

        public void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit) => Turn(block.Span, output);

        private static void Turn(ReadOnlySpan<byte> block, IBufferWriter<byte> output)
        {
            foreach (var b in block)
                output.Write([(byte)~b]);
        }
    }
}
