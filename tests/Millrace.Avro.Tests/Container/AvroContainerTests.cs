using System.Buffers;
using Millrace.Hvac;

namespace Millrace.Avro.Tests.Container;

public sealed class AvroContainerTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("deflate")]
    [InlineData("snappy")]
    [InlineData("bzip2")]
    [InlineData("zstandard")]
    [InlineData("xz")]
    public void Records_come_back_in_their_order_over_several_blocks(string codec)
    {
        Assert.SkipUnless(AvroBlockCodecs.Names.Contains(codec), $"the library of the codec {codec} is absent");
        using var stream = new MemoryStream();
        using (var writer = Open(stream, codec))
        {
            for (var i = 0; i < 500; i++)
                writer.Write(Reading(i));
            Assert.Equal(500, writer.RecordCount);
        }

        stream.Position = 0;
        using var reader = new AvroContainerReader(stream);
        Assert.Equal(codec, reader.Codec);
        Assert.Equal(HvacReading.Schema.Fingerprint, reader.Schema.Fingerprint);
        Assert.Equal(Enumerable.Range(0, 500).Select(Reading), reader.Read<HvacReading>());
        Assert.True(reader.BlockCount > 2);
        Assert.Equal(500, reader.RecordCount);
    }

    [Fact]
    public void Encoded_records_are_written_as_they_are()
    {
        using var stream = new MemoryStream();
        using (var writer = Open(stream, "deflate"))
        {
            var buffer = new ArrayBufferWriter<byte>();
            AvroBinary.Write(Reading(1), buffer);
            writer.WriteEncoded(buffer.WrittenSpan);
        }

        stream.Position = 0;
        using var reader = new AvroContainerReader(stream);
        Assert.True(reader.TryRead(out var datum));
        Assert.Equal(Reading(1), AvroBinary.Read<HvacReading>(datum));
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void What_was_flushed_is_a_whole_file()
    {
        using var stream = new MemoryStream();
        using var writer = Open(stream, "deflate");
        writer.Write(Reading(1));
        Assert.True(writer.PendingBytes > 0);
        writer.Flush();
        Assert.Equal(0, writer.PendingBytes);
        Assert.Equal(stream.Length, writer.BytesWritten);
        writer.Write(Reading(2));

        using var reader = new AvroContainerReader(new MemoryStream(stream.ToArray()));
        Assert.Equal([Reading(1)], reader.Read<HvacReading>());
    }

    [Fact]
    public void A_torn_last_block_says_how_many_records_are_whole_and_where_they_end()
    {
        using var stream = new MemoryStream();
        long whole;
        using (var writer = Open(stream, "deflate"))
        {
            for (var i = 0; i < 7; i++)
                writer.Write(Reading(i));
            writer.Flush();
            whole = writer.BytesWritten;
            writer.Write(Reading(7));
        }

        var bytes = stream.ToArray();
        for (var length = (int)whole + 1; length < bytes.Length; length++)
        {
            using var reader = new AvroContainerReader(new MemoryStream(bytes, 0, length));
            var error = Assert.Throws<AvroContainerException>(() => reader.Read<HvacReading>().Count());
            Assert.Equal(AvroContainerError.Truncated, error.Error);
            Assert.Equal(7, error.WholeRecords);
            Assert.Equal(whole, error.Offset);
        }
    }

    [Fact]
    public void A_record_that_cannot_be_written_leaves_nothing_behind()
    {
        using var stream = new MemoryStream();
        using (var writer = Open(stream, "null"))
        {
            writer.Write(Reading(1));
            Assert.Throws<AvroDataException>(() => writer.Write(Reading(2) with { Mode = (Mode)99 }));
            writer.Write(Reading(3));
        }

        stream.Position = 0;
        using var reader = new AvroContainerReader(stream);
        Assert.Equal([Reading(1), Reading(3)], reader.Read<HvacReading>());
    }

    [Fact]
    public void Wrong_options_are_all_named()
    {
        using var stream = new MemoryStream();
        var options = new AvroContainerOptions
        {
            Codec = "zip",
            BlockBytes = 0,
            Metadata = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { ["avro.mine"] = default },
        };
        var error = Assert.Throws<ArgumentException>(() => new AvroContainerWriter(stream, HvacReading.Schema, options));
        Assert.Contains("zip", error.Message, StringComparison.Ordinal);
        Assert.Contains("BlockBytes is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("avro.mine", error.Message, StringComparison.Ordinal);
    }

    private static AvroContainerWriter Open(Stream stream, string codec) =>
        new(stream, HvacReading.Schema, new AvroContainerOptions { Codec = codec, BlockBytes = 2000, LeaveOpen = true });

    private static HvacReading Reading(int i) => new()
    {
        DeviceId = $"unit-{i % 40}",
        Timestamp = DateTimeOffset.UnixEpoch.AddMinutes(i),
        AmbientTemperature = 20 + (i * 0.1),
        Mode = Mode.Heating,
    };
}
