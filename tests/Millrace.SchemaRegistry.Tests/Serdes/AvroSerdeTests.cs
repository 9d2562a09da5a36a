using System.Text.Json.Nodes;
using Millrace.Avro;
using Millrace.Hvac;

namespace Millrace.SchemaRegistry.Tests;

public sealed class AvroSerdeTests : IDisposable
{
    private static readonly AvroSerdeOptions Registering = new() { AutoRegister = true };

    private readonly SchemaRegistryClient _registry = DevelopmentRegistry.CreateClient();

    [Fact]
    public async Task A_record_is_framed_with_the_id_of_its_schema_and_read_back()
    {
        await _registry.RegisterAsync("something-else", new RegistrySchema("\"int\""));
        var serde = new AvroSerde<HvacReading>(_registry, Registering);
        await serde.PrepareAsync(Readings.Place, SerdeUse.Write, CancellationToken.None);

        var frame = serde.Write(Readings.Sample, Readings.Place);

        Assert.Equal([0, 0, 0, 0, 2], frame[..5]);
        Assert.Equal(Readings.Sample, serde.Deserialize(frame, Readings.Place));
        Assert.Equal(["hvac.readings-value", "something-else"], await _registry.GetSubjectsAsync());
    }

    [Fact]
    public async Task The_first_record_of_an_id_waits_and_those_after_it_do_not()
    {
        var frame = await FrameAsync();
        var reader = new AvroSerde<HvacReading>(_registry);

        await reader.MustWait(frame).Ready;

        Assert.Equal(Readings.Sample, reader.Deserialize(frame, Readings.Place));
    }

    [Fact]
    public async Task Keys_and_values_have_subjects_of_their_own()
    {
        var serde = new AvroSerde<HvacReading>(_registry, Registering);
        await serde.PrepareAsync(new("a", IsKey: true), SerdeUse.Both, CancellationToken.None);
        await serde.PrepareAsync(new("a", IsKey: false), SerdeUse.Both, CancellationToken.None);

        Assert.Equal(["a-key", "a-value"], await _registry.GetSubjectsAsync());
    }

    [Fact]
    public async Task Reading_registers_nothing()
    {
        await new AvroSerde<HvacReading>(_registry, Registering).PrepareAsync(Readings.Place, SerdeUse.Read, CancellationToken.None);

        Assert.Empty(await _registry.GetSubjectsAsync());
    }

    [Fact]
    public async Task Without_leave_to_register_a_schema_that_is_not_there_is_an_error_that_names_the_subject()
    {
        var serde = new AvroSerde<HvacReading>(_registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => serde.PrepareAsync(Readings.Place, SerdeUse.Write, CancellationToken.None).AsTask());

        Assert.True(error is { IsNotFound: true, IsTransient: false });
        Assert.Contains("'hvac.readings-value'", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _registry.GetSubjectsAsync());
    }

    [Fact]
    public async Task Without_leave_to_register_a_schema_that_is_there_is_found()
    {
        var id = await _registry.RegisterAsync("hvac.readings-value", new RegistrySchema(SchemaTextOf<HvacReading>()));
        var serde = new AvroSerde<HvacReading>(_registry);
        await serde.PrepareAsync(Readings.Place, SerdeUse.Write, CancellationToken.None);

        Assert.Equal(id, serde.Write(Readings.Sample, Readings.Place)[4]);
    }

    [Fact]
    public void Writing_without_preparation_is_a_mistake_that_is_named()
    {
        var serde = new AvroSerde<HvacReading>(_registry);

        var error = Assert.Throws<InvalidOperationException>(() => { serde.Write(Readings.Sample, Readings.Place); });

        Assert.Contains("hvac.readings", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4711)]
    public async Task An_id_that_the_registry_does_not_know_is_a_dead_letter(int id)
    {
        var serde = new AvroSerde<HvacReading>(_registry);

        var error = await Assert.ThrowsAsync<WireFormatException>(() => serde.ReadAsync(Frame(id)));

        Assert.Equal(WireFormatError.UnknownId, error.Error);
        Assert.Equal(id, error.SchemaId);
        Assert.Equal($"unknown schema id {id}", error.Message);
    }

    [Fact]
    public async Task A_schema_that_cannot_be_read_as_the_record_is_a_dead_letter_that_says_so()
    {
        var id = await _registry.RegisterAsync("x", new RegistrySchema("\"int\""));
        var serde = new AvroSerde<HvacReading>(_registry);

        var error = await Assert.ThrowsAsync<WireFormatException>(() => serde.ReadAsync(Frame(id)));

        Assert.Equal(WireFormatError.Incompatible, error.Error);
        Assert.Contains("millrace.hvac.HvacReading", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_an_older_schema_is_read_with_the_defaults_of_the_newer()
    {
        var newest = JsonNode.Parse(SchemaTextOf<HvacReading>())!;
        var fields = newest["fields"]!.AsArray();
        fields.RemoveAt(fields.Count - 1);
        var id = await _registry.RegisterAsync("hvac.readings-value", new RegistrySchema(newest.ToJsonString()));
        var frame = await FrameAsync();
        frame[4] = (byte)id;

        // The last field, occupied, takes two bytes.
        var reading = await new AvroSerde<HvacReading>(_registry).ReadAsync(frame[..^2]);

        Assert.Equal(Readings.Sample with { Occupied = null }, reading);
    }

    [Fact]
    public async Task A_schema_of_another_kind_is_a_dead_letter_that_says_so()
    {
        var id = await _registry.RegisterAsync("x", new RegistrySchema("""{"type":"object"}""") { SchemaType = "JSON" });
        var serde = new AvroSerde<HvacReading>(_registry);

        var error = await Assert.ThrowsAsync<WireFormatException>(() => serde.ReadAsync(Frame(id)));

        Assert.Equal(WireFormatError.Incompatible, error.Error);
        Assert.Contains("type JSON", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_behind_the_record_are_refused()
    {
        var frame = await FrameAsync();
        var serde = new AvroSerde<HvacReading>(_registry);

        var error = await Assert.ThrowsAsync<AvroDataException>(() => serde.ReadAsync([.. frame, 0]));

        Assert.Equal(AvroDataError.TrailingBytes, error.Error);
    }

    [Fact]
    public void A_provider_gives_one_serde_for_each_registered_type_and_none_for_others()
    {
        var provider = new AvroSerdeProvider(_registry).Register<HvacReading>().Register<HvacReading>();

        Assert.True(provider.TryGet<HvacReading>(out var first));
        Assert.True(provider.TryGet<HvacReading>(out var second));
        Assert.Same(first, second);
        Assert.False(provider.TryGet<HvacAlert>(out _));
    }

    [Fact]
    public void Subject_strategies_are_Confluents()
    {
        var place = new SerdeContext("t", IsKey: true);

        Assert.Equal("t-key", SubjectNames.TopicName(place, "n.R"));
        Assert.Equal("n.R", SubjectNames.RecordName(place, "n.R"));
        Assert.Equal("t-n.R", SubjectNames.TopicRecordName(place, "n.R"));
    }

    public void Dispose() => _registry.Dispose();

    private static byte[] Frame(int id) => [0, (byte)(id >> 24), (byte)(id >> 16), (byte)(id >> 8), (byte)id, 2];

    private static string SchemaTextOf<T>()
        where T : IAvroRecord<T> => T.SchemaText;

    private async Task<byte[]> FrameAsync()
    {
        var writer = new AvroSerde<HvacReading>(_registry, Registering);
        await writer.PrepareAsync(Readings.Place, SerdeUse.Write, CancellationToken.None);
        return writer.Write(Readings.Sample, Readings.Place);
    }
}
