using Millrace.Avro;

namespace Millrace.SchemaRegistry.Tests;

public sealed class GenericAvroSerdeTests : IDisposable
{
    private static readonly SerdeContext Place = Readings.Place;
    private static readonly AvroSerdeOptions Registering = new() { AutoRegister = true };

    private readonly SchemaRegistryClient _registry = DevelopmentRegistry.CreateClient();

    [Fact]
    public async Task A_generic_record_is_written_as_the_generated_one_is()
    {
        var typed = new AvroSerde<Tally>(_registry, Registering);
        await typed.PrepareAsync(Place, SerdeUse.Write, CancellationToken.None);
        var generic = new GenericAvroSerde(_registry, (RecordSchema)Tally.Schema);
        await generic.PrepareAsync(Place, SerdeUse.Both, CancellationToken.None);
        var record = new AvroRecord((RecordSchema)Tally.Schema) { ["count"] = 3L, ["sum"] = 1.5 };

        var frame = generic.Write(record, Place);

        Assert.Equal(typed.Write(new Tally(3, 1.5), Place), frame);
        var read = generic.Deserialize(frame, Place);
        Assert.Equal((3L, 1.5), (read["count"], read["sum"]));
    }

    [Fact]
    public async Task Without_a_schema_each_record_is_read_as_it_was_written()
    {
        var serde = new GenericAvroSerde(_registry);
        await serde.PrepareAsync(Place, SerdeUse.Read, CancellationToken.None);

        var first = await serde.ReadAsync(await FrameAsync<Tally>(new Tally(1, 2)));
        var second = await serde.ReadAsync(await FrameAsync<TallyWithPeak>(new TallyWithPeak(1, 2, 3)));

        Assert.Equal(["count", "sum"], first.Schema.Fields.Select(f => f.Name));
        Assert.Equal(3.0, second["peak"]);
    }

    [Fact]
    public async Task With_a_schema_each_record_is_read_as_that_says()
    {
        var serde = new GenericAvroSerde(_registry, (RecordSchema)TallyWithPeak.Schema);

        var read = await serde.ReadAsync(await FrameAsync<Tally>(new Tally(1, 2)));

        Assert.Equal(-1.0, read["peak"]);
    }

    [Fact]
    public async Task Without_a_schema_nothing_can_be_written_and_nothing_but_records_read()
    {
        var serde = new GenericAvroSerde(_registry);
        var id = await _registry.RegisterAsync("x", new RegistrySchema("\"int\""));

        await Assert.ThrowsAsync<InvalidOperationException>(() => serde.PrepareAsync(Place, SerdeUse.Write, CancellationToken.None).AsTask());
        var error = await Assert.ThrowsAsync<WireFormatException>(() => serde.ReadAsync([0, 0, 0, 0, (byte)id, 2]));
        Assert.Contains("not a record", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_lacks_a_value_is_refused_with_the_field()
    {
        var serde = new GenericAvroSerde(_registry, (RecordSchema)Tally.Schema, Registering);
        await serde.PrepareAsync(Place, SerdeUse.Write, CancellationToken.None);

        var error = Assert.Throws<AvroDataException>(() => { serde.Write(new AvroRecord((RecordSchema)Tally.Schema) { ["count"] = 1L }, Place); });

        Assert.Equal("sum", error.Path);
    }

    [Fact]
    public async Task Bytes_that_are_no_record_are_refused_with_the_field_for_generic_and_generated_records_alike()
    {
        var frame = await FrameAsync<TallyWithUnit>(new TallyWithUnit(1, 2, "kW"));
        frame[^1] = 0xFF;

        var generic = await Assert.ThrowsAsync<AvroDataException>(() => new GenericAvroSerde(_registry).ReadAsync(frame));
        var typed = await Assert.ThrowsAsync<AvroDataException>(() => new AvroSerde<TallyWithUnit>(_registry).ReadAsync(frame));

        Assert.Equal("unit", generic.Path);
        Assert.Equal("unit", typed.Path);
        Assert.Contains("unit: ", typed.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _registry.Dispose();

    private async Task<byte[]> FrameAsync<T>(T value)
        where T : IAvroRecord<T>
    {
        await _registry.SetCompatibilityAsync(null, CompatibilityLevel.None);
        var writer = new AvroSerde<T>(_registry, Registering);
        await writer.PrepareAsync(Place, SerdeUse.Write, CancellationToken.None);
        return writer.Write(value, Place);
    }
}
