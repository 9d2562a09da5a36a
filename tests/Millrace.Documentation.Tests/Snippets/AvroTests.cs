using System.Buffers;
using System.IO.Compression;
using Acme.Commands;
using Millrace.Avro;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class AvroTests
{
    private const string Id = "unit-7";

    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_record_is_made_written_and_read()
    {
        // snippet: avro-records
        var command = new DeviceCommand { DeviceId = "unit-7", At = Noon, Order = 21.5 };
        byte[] bytes = AvroBinary.ToArray(command);
        DeviceCommand same = AvroBinary.Read<DeviceCommand>(bytes);

        var order = same.Order switch
        {
            DeviceCommand.OrderChoice.Double { Value: var celsius } => $"keep {celsius} °C",
            DeviceCommand.OrderChoice.CommandMode { Value: var mode } => $"go to {mode.ToSymbol()}",
            DeviceCommand.OrderChoice.Array { Value: var schedule } => $"follow {schedule.Count} set points",
            _ => "nothing that this version knows",
        };
        // end snippet
        Assert.Equal("keep 21.5 °C", order);
        Assert.Equal(command, same);
        Assert.Equal(20.5, new SetPoint { MinuteOfDay = 0 }.Celsius);
        Assert.True(typeof(SetPoint).IsValueType);
    }

    [Fact]
    public void What_an_older_writer_wrote_is_read()
    {
        // snippet: avro-evolution
        // In a file of its own, or from a registry; here it lacks "reason" and has a field that nobody wants any more.
        AvroSchema older = AvroSchema.Parse("""
            {"type":"record","name":"DeviceCommand","namespace":"acme.commands","fields":[
                {"name":"deviceId","type":"string"},
                {"name":"operator","type":"string"},
                {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                {"name":"order","type":["double",{"type":"enum","name":"CommandMode","symbols":["OFF","AUTO","DEFROST"]}]}]}
            """);

        // Once for each writer; the decoder may be used from any thread.
        AvroDecoder<DeviceCommand> decoder = DeviceCommand.ResolveDecoder(older);
        DeviceCommand command = AvroBinary.Read(Older(older), decoder);

        // May the new schema go to the topic, while readers of the old one are still there?
        var offences = AvroCompatibility.Check(DeviceCommand.Schema, [older], AvroCompatibilityLevel.Full);
        // end snippet
        Assert.Equal(new DeviceCommand { DeviceId = "unit-7", At = DateTimeOffset.UnixEpoch, Order = CommandMode.Auto }, command);
        Assert.Equal(
            ["schema 0 cannot read the new one at /fields/1: the field 'operator' has no default value and the writer lacks it", "/fields/3/type/2"],
            [offences[0].ToString(), offences[1].Mismatch.Path]);
    }

    [Fact]
    public void Files_are_written_appended_recovered_and_read_in_parallel()
    {
        var path = Path.GetTempFileName();
        try
        {
            // snippet: avro-files
            var options = new AvroContainerOptions { Codec = "zstandard" };
            using (var writer = new AvroContainerWriter(File.Create(path), DeviceCommand.Schema, options))
                writer.Write(new DeviceCommand { DeviceId = "unit-7", At = Noon, Order = 21.5 });

            // After a crash: what is left of a last block is cut off, then writing goes on.
            using (var file = File.Open(path, FileMode.Open))
            {
                AvroContainerRecovery recovery = AvroContainerFile.Recover(file);
                using var writer = AvroContainerWriter.Append(file, DeviceCommand.Schema);
                writer.Write(new DeviceCommand { DeviceId = "unit-8", At = Noon, Order = CommandMode.Off });
            }

            // Each range with a stream of its own, on a thread of its own; each record is read once.
            var commands = AvroContainerFile.Split(new FileInfo(path).Length, parts: 4)
                .AsParallel().AsOrdered()
                .SelectMany(range =>
                {
                    using var reader = new AvroContainerReader(File.OpenRead(path), range);
                    return reader.Read<DeviceCommand>().ToList();
                })
                .ToList();
            // end snippet
            Assert.Equal([Id, "unit-8"], commands.Select(command => command.DeviceId));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_codec_of_ones_own_is_registered()
    {
        // snippet: avro-codec-use
        AvroBlockCodecs.Register(new BrotliCodec());
        // end snippet
        using var stream = new MemoryStream();
        using (var writer = new AvroContainerWriter(stream, AvroSchema.Parse("\"long\""), new AvroContainerOptions { Codec = "brotli", LeaveOpen = true }))
            writer.WriteGeneric(5L);
        stream.Position = 0;
        using var reader = new AvroContainerReader(stream);
        Assert.Equal([5L], reader.ReadGeneric());
    }

    [Fact]
    public void Values_are_json_for_people_and_for_programs()
    {
        // snippet: avro-json
        var command = new DeviceCommand { DeviceId = "unit-7", At = Noon, Order = 21.5, Reason = "guests" };

        // {"deviceId":"unit-7","at":"2026-07-01T12:00:00Z","order":21.5,"reason":"guests"}
        string forPeople = AvroJson.ToJson(command);

        // {"deviceId":"unit-7","at":1782907200000,"order":{"double":21.5},"reason":{"string":"guests"}}
        string avros = AvroStrictJson.ToJson(command);
        DeviceCommand same = AvroStrictJson.FromJson<DeviceCommand>(avros);
        // end snippet
        Assert.Equal("""{"deviceId":"unit-7","at":"2026-07-01T12:00:00Z","order":21.5,"reason":"guests"}""", forPeople);
        Assert.Equal("""{"deviceId":"unit-7","at":1782907200000,"order":{"double":21.5},"reason":{"string":"guests"}}""", avros);
        Assert.Equal(command, same);
    }

    [Fact]
    public void An_error_says_what_where_and_which_field()
    {
        var data = AvroBinary.ToArray(new DeviceCommand { DeviceId = "unit-7", At = Noon, Order = 21.5 });
        data[^1] = 9;
        var said = "";
        // snippet: avro-errors
        try
        {
            AvroBinary.Read<DeviceCommand>(data);
        }
        catch (AvroDataException e)
        {
            // BadUnionIndex at byte 22 in reason
            said = $"{e.Error} at byte {e.Offset} in {e.Path}";
        }
        // end snippet
        Assert.Equal("BadUnionIndex at byte 22 in reason", said);
    }

    private static byte[] Older(AvroSchema schema)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);
        var record = (RecordSchema)schema;
        var modes = (EnumSchema)((UnionSchema)record.Fields[3].Schema).Branches[1];
        GenericDatum.Write(schema, new AvroRecord(record) { [0] = Id, [1] = "me", [2] = 0L, [3] = new AvroEnum(modes, 2) }, ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    // snippet: avro-codec
    private sealed class BrotliCodec : IAvroBlockCodec
    {
        public string Name => "brotli";

        public void Compress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output)
        {
            var target = output.GetSpan(BrotliEncoder.GetMaxCompressedLength(block.Length));
            BrotliEncoder.TryCompress(block.Span, target, out var written);
            output.Advance(written);
        }

        public void Decompress(ReadOnlyMemory<byte> block, IBufferWriter<byte> output, int limit)
        {
            for (var size = 64 * 1024; size <= limit; size *= 2)
            {
                if (BrotliDecoder.TryDecompress(block.Span, output.GetSpan(size), out var written))
                {
                    output.Advance(written);
                    return;
                }
            }

            throw new AvroBlockException("it is no Brotli, or more than a block may have");
        }
    }
    // end snippet
}
