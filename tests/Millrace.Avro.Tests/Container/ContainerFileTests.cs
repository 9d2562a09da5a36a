namespace Millrace.Avro.Tests.Container;

public sealed class ContainerFileTests
{
    private static readonly AvroSchema Schema = AvroSchema.Parse("\"long\"");

    [Theory]
    [InlineData("null")]
    [InlineData("deflate")]
    [InlineData("snappy")]
    public void A_file_that_is_appended_to_keeps_its_header_and_has_all_records(string codec)
    {
        using var stream = Write(0, 1000, codec);
        var before = stream.ToArray();
        using (var writer = AvroContainerWriter.Append(stream, Schema, new AvroContainerOptions { Codec = "null", LeaveOpen = true }))
        {
            for (var i = 1000L; i < 1500; i++)
                writer.WriteGeneric(i);
            Assert.Equal(500, writer.RecordCount);
        }

        Assert.Equal(before, stream.ToArray()[..before.Length]);
        stream.Position = 0;
        using var reader = new AvroContainerReader(stream);
        Assert.Equal(codec, reader.Codec);
        Assert.Equal("a test", System.Text.Encoding.UTF8.GetString(reader.Metadata["made.by"].Span));
        Assert.Equal(Enumerable.Range(0, 1500).Select(i => (object?)(long)i), reader.ReadGeneric());
    }

    [Fact]
    public void An_empty_stream_that_is_appended_to_becomes_a_file()
    {
        using var stream = new MemoryStream();
        using (var writer = AvroContainerWriter.Append(stream, Schema, new AvroContainerOptions { LeaveOpen = true }))
            writer.WriteGeneric(7L);
        stream.Position = 0;
        using var reader = new AvroContainerReader(stream);
        Assert.Equal([7L], reader.ReadGeneric());
    }

    [Fact]
    public void Records_of_another_schema_are_not_appended()
    {
        using var stream = Write(0, 10);
        Assert.Throws<ArgumentException>(() => AvroContainerWriter.Append(stream, AvroSchema.Parse("\"string\"")));
    }

    [Fact]
    public void A_torn_file_is_not_appended_to_before_it_is_recovered()
    {
        using var stream = Write(0, 1000);
        stream.SetLength(stream.Length - 5);
        var error = Assert.Throws<AvroContainerException>(() => AvroContainerWriter.Append(stream, Schema));
        Assert.Equal(AvroContainerError.Truncated, error.Error);
        var recovery = AvroContainerFile.Recover(stream);
        Assert.Equal((error.WholeRecords, error.Offset), (recovery.Records, recovery.Length));
        using (var writer = AvroContainerWriter.Append(stream, Schema, new AvroContainerOptions { LeaveOpen = true }))
            writer.WriteGeneric(-1L);
        stream.Position = 0;
        using var reader = new AvroContainerReader(stream);
        Assert.Equal([.. Enumerable.Range(0, (int)recovery.Records).Select(i => (object?)(long)i), -1L], reader.ReadGeneric());
    }

    [Fact]
    public void A_file_torn_at_any_byte_of_its_last_block_is_cut_back_to_the_one_before()
    {
        using var whole = Write(0, 600);
        var bytes = whole.ToArray();
        var (_, extent) = Millrace.Avro.Container.FileExtent.Scan(whole);
        Assert.True(extent.Blocks > 2);
        for (var length = (int)extent.LastStart; length < bytes.Length; length++)
        {
            using var torn = new MemoryStream();
            torn.Write(bytes, 0, length);
            var recovery = AvroContainerFile.Recover(torn);
            Assert.Equal((extent.LastStart, extent.Blocks - 1, length - extent.LastStart), (recovery.Length, recovery.Blocks, recovery.CutBytes));
            torn.Position = 0;
            using var reader = new AvroContainerReader(torn);
            Assert.Equal(recovery.Records, reader.ReadGeneric().Count());
        }
    }

    [Fact]
    public void A_last_block_whose_bytes_never_reached_the_disk_is_cut_off()
    {
        using var stream = Write(0, 600, "deflate");
        var (_, extent) = Millrace.Avro.Container.FileExtent.Scan(stream);
        var bytes = stream.ToArray();
        // The head and the marker are there, what is between them is zeros.
        Array.Clear(bytes, (int)extent.LastStart + 4, bytes.Length - (int)extent.LastStart - 4 - 16);
        using var damaged = new MemoryStream();
        damaged.Write(bytes);
        var recovery = AvroContainerFile.Recover(damaged);
        Assert.Equal((extent.LastStart, bytes.Length - extent.LastStart), (recovery.Length, recovery.CutBytes));
        damaged.Position = 0;
        using var reader = new AvroContainerReader(damaged);
        Assert.Equal(recovery.Records, reader.ReadGeneric().Count());
    }

    [Fact]
    public void A_whole_file_is_left_as_it_is()
    {
        using var stream = Write(0, 600);
        var before = stream.ToArray();
        Assert.Equal((600, before.Length, 0), ((int)AvroContainerFile.Recover(stream).Records, (int)stream.Length, (int)AvroContainerFile.Recover(stream).CutBytes));
        Assert.Equal(before, stream.ToArray());
    }

    [Fact]
    public void A_file_that_is_broken_before_its_last_block_is_not_cut()
    {
        using var stream = Write(0, 600);
        var bytes = stream.ToArray();
        var (_, extent) = Millrace.Avro.Container.FileExtent.Scan(stream);
        bytes[extent.LastStart - 1] ^= 1;
        using var broken = new MemoryStream();
        broken.Write(bytes);
        Assert.Equal(AvroContainerError.BadSync, Assert.Throws<AvroContainerException>(() => AvroContainerFile.Recover(broken)).Error);
        Assert.Equal(bytes.Length, broken.Length);
    }

    [Fact]
    public void The_ranges_of_a_file_have_each_record_once_and_in_order()
    {
        using var stream = Write(0, 3000);
        var bytes = stream.ToArray();
        for (var parts = 1; parts < 40; parts++)
            Assert.Equal(Enumerable.Range(0, 3000).Select(i => (object?)(long)i), AvroContainerFile.Split(bytes.Length, parts).SelectMany(range => ReadRange(bytes, range)));
        // A boundary at every byte around a block's end.
        for (var boundary = 0; boundary < bytes.Length; boundary += 7)
        {
            var count = ReadRange(bytes, new AvroContainerRange(0, boundary)).Count + ReadRange(bytes, new AvroContainerRange(boundary, bytes.Length)).Count;
            Assert.Equal(3000, count);
        }
    }

    private static List<object?> ReadRange(byte[] bytes, AvroContainerRange range)
    {
        using var reader = new AvroContainerReader(new MemoryStream(bytes), range);
        return [.. reader.ReadGeneric()];
    }

    private static MemoryStream Write(int from, int count, string codec = "null")
    {
        var stream = new MemoryStream();
        var options = new AvroContainerOptions
        {
            Codec = codec,
            BlockBytes = 300,
            LeaveOpen = true,
            Metadata = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { ["made.by"] = "a test"u8.ToArray() },
        };
        using var writer = new AvroContainerWriter(stream, Schema, options);
        for (var i = from; i < from + count; i++)
            writer.WriteGeneric((long)i);
        return stream;
    }
}
