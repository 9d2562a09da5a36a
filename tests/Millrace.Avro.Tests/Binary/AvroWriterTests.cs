using System.Buffers;

namespace Millrace.Avro.Tests.Binary;

public sealed class AvroWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(4096)]
    public void Values_cross_the_ends_of_the_spans_that_the_output_gives(int spanSize)
    {
        var output = new SmallSpans(spanSize);
        var writer = new AvroWriter(output);
        for (var length = 0; length < 200; length += 3)
        {
            writer.WriteString(new string('é', length));
            writer.WriteLong(long.MinValue + length);
            writer.WriteDouble(length);
            writer.WriteBoolean(true);
        }

        writer.Flush();
        var reader = new AvroReader(output.Written);
        for (var length = 0; length < 200; length += 3)
        {
            Assert.Equal(new string('é', length), reader.ReadString());
            Assert.Equal(long.MinValue + length, reader.ReadLong());
            Assert.Equal(length, reader.ReadDouble());
            Assert.True(reader.ReadBoolean());
        }

        reader.EnsureEnd();
    }

    [Fact]
    public void Every_length_of_varint_comes_back_wherever_it_stands()
    {
        for (var bits = 0; bits < 64; bits++)
        {
            foreach (var value in new[] { (1L << bits) - 1, 1L << bits, -(1L << bits) })
            {
                var output = new ArrayBufferWriter<byte>();
                var writer = new AvroWriter(output);
                writer.WriteLong(value);
                writer.Flush();
                byte[] padded = [.. output.WrittenSpan, 0, 0, 0, 0, 0, 0, 0, 0];
                foreach (var bytes in new[] { output.WrittenSpan.ToArray(), padded })
                {
                    var reader = new AvroReader(bytes);
                    Assert.Equal(value, reader.ReadLong());
                    Assert.Equal(output.WrittenCount, reader.Position);
                }
            }
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_not_written()
    {
        foreach (var text in new[] { "\ud83d", new string('x', 100) + "\udd25" })
        {
            var error = Assert.Throws<AvroDataException>(() =>
            {
                var writer = new AvroWriter(new ArrayBufferWriter<byte>());
                writer.WriteString(text);
            });
            Assert.Equal(AvroDataError.BadUtf8, error.Error);
        }
    }

    private sealed class SmallSpans(int size) : IBufferWriter<byte>
    {
        private readonly List<byte> _written = [];
        private byte[] _span = [];

        public ReadOnlySpan<byte> Written => _written.ToArray();

        public void Advance(int count) => _written.AddRange(_span.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0) => _span = new byte[Math.Max(size, sizeHint)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
