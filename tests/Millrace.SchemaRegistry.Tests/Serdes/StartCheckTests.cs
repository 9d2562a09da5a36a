using Millrace.Avro;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>A program whose record does not go together with what is registered refuses to start, and says which field it is.</summary>
public sealed class StartCheckTests : IDisposable
{
    private const string Subject = "tallies-value";

    private static readonly SerdeContext Place = new("tallies", IsKey: false);

    private readonly SchemaRegistryClient _registry = DevelopmentRegistry.CreateClient();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_schema_that_does_not_fit_the_subjects_earlier_ones_is_not_written_whether_it_may_be_registered_or_not(bool autoRegister)
    {
        await RegisterAsync<Tally>();

        var error = await RefusedAsync<TallyWithUnit>(SerdeUse.Write, new AvroSerdeOptions { AutoRegister = autoRegister });

        Assert.Equal(
            "the schema of plant.Tally does not fit what is registered under 'tallies-value': it cannot read version 1: field 'unit': "
            + Assert.Single(error.Reasons).Split("'unit': ")[1],
            error.Message);
        Assert.Equal((Subject, 1, "plant.Tally", false), (error.Subject, error.Version, error.RecordName, error.IsTransient));
        Assert.Single(await _registry.GetVersionsAsync(Subject));
    }

    [Fact]
    public async Task Where_the_older_program_must_read_the_newer_the_older_ones_field_is_named()
    {
        await RegisterAsync<TallyWithUnit>();
        await _registry.SetCompatibilityAsync(Subject, CompatibilityLevel.Forward);

        var error = await RefusedAsync<Tally>(SerdeUse.Write, new AvroSerdeOptions { AutoRegister = true });

        Assert.Contains("version 1 cannot read it: field 'unit'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_fits_is_registered_where_that_is_wanted()
    {
        await RegisterAsync<Tally>();

        await PrepareAsync<TallyWithPeak>(SerdeUse.Write, new AvroSerdeOptions { AutoRegister = true });

        Assert.Equal([1, 2], await _registry.GetVersionsAsync(Subject));
    }

    [Fact]
    public async Task A_topic_whose_newest_schema_cannot_be_read_is_not_read()
    {
        await RegisterAsync<Tally>();

        var error = await RefusedAsync<TallyWithUnit>(SerdeUse.Read, new AvroSerdeOptions());

        Assert.Contains("plant.Tally cannot read what is written with version 1 of 'tallies-value'", error.Message, StringComparison.Ordinal);
        Assert.Contains("field 'unit'", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsState);
    }

    [Fact]
    public async Task A_field_within_others_is_named_with_those_around_it()
    {
        const string Inner = """{"name":"site","type":["null",{"type":"record","name":"Site","fields":[{"name":"floors","type":{"type":"array","items":TYPE}}]}]}""";
        await _registry.RegisterAsync(Subject, new(Tallies.Text(Inner.Replace("TYPE", "\"string\"", StringComparison.Ordinal))));
        var schema = (RecordSchema)AvroSchema.Parse(Tallies.Text(Inner.Replace("TYPE", "\"int\"", StringComparison.Ordinal)));

        var error = await Assert.ThrowsAsync<IncompatibleSchemaException>(
            () => new GenericAvroSerde(_registry, schema).PrepareAsync(Place, SerdeUse.Read, CancellationToken.None).AsTask());

        Assert.Contains("field 'site.floors'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_is_read_by_its_newest_schema_and_its_first_record_does_not_wait()
    {
        await _registry.SetCompatibilityAsync(null, CompatibilityLevel.None);
        await _registry.RegisterAsync(Subject, new("\"int\""));
        await RegisterAsync<Tally>();
        var serde = new AvroSerde<TallyWithPeak>(_registry);
        await serde.PrepareAsync(Place, SerdeUse.Read, CancellationToken.None);

        var writer = new AvroSerde<Tally>(_registry);
        await writer.PrepareAsync(Place, SerdeUse.Write, CancellationToken.None);

        Assert.Equal(new TallyWithPeak(1, 2, -1), serde.Deserialize(writer.Write(new Tally(1, 2), Place), Place));
    }

    [Fact]
    public async Task A_schema_of_another_kind_is_not_read()
    {
        await _registry.RegisterAsync(Subject, new RegistrySchema("""{"type":"object"}""") { SchemaType = "JSON" });

        Assert.Contains("type JSON", (await RefusedAsync<Tally>(SerdeUse.Read, new AvroSerdeOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_want_the_check_gets_dead_letters_when_the_records_come()
    {
        await RegisterAsync<Tally>();

        await PrepareAsync<TallyWithUnit>(SerdeUse.Read, new AvroSerdeOptions { VerifyReads = false });
    }

    public void Dispose() => _registry.Dispose();

    private static string TextOf<T>()
        where T : IAvroRecord<T> => T.SchemaText;

    private ValueTask<int> RegisterAsync<T>()
        where T : IAvroRecord<T> => _registry.RegisterAsync(Subject, new(TextOf<T>()));

    private async Task PrepareAsync<T>(SerdeUse use, AvroSerdeOptions options)
        where T : IAvroRecord<T> => await new AvroSerde<T>(_registry, options).PrepareAsync(Place, use, CancellationToken.None);

    private Task<IncompatibleSchemaException> RefusedAsync<T>(SerdeUse use, AvroSerdeOptions options)
        where T : IAvroRecord<T> => Assert.ThrowsAsync<IncompatibleSchemaException>(() => PrepareAsync<T>(use, options));
}
