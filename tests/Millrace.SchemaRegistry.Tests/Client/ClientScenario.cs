using Millrace.Hvac;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>What every registry must do for the client, whoever made it. Starts from an empty registry.</summary>
internal static class ClientScenario
{
    private static readonly RegistrySchema Reading = new(
        """{"type":"record","name":"Reading","namespace":"hvac","fields":[{"name":"device","type":"string"}]}""");

    private static readonly RegistrySchema WithOptional = new(
        """{"type":"record","name":"Reading","namespace":"hvac","fields":[{"name":"device","type":"string"},{"name":"co2","type":"int","default":0}]}""");

    private static readonly RegistrySchema WithRequired = new(
        """{"type":"record","name":"Reading","namespace":"hvac","fields":[{"name":"device","type":"string"},{"name":"co2","type":"int"}]}""");

    public static async Task RunAsync(ISchemaRegistryClient client)
    {
        await RegisterAsync(client);
        await JudgeAsync(client);
        await ReferAsync(client);
        await NormalizeAsync(client);
        await GovernAsync(client);
        await DeleteAsync(client);
        await CarryRecordsAsync(client);
    }

    private static async Task RegisterAsync(ISchemaRegistryClient client)
    {
        Assert.Empty(await client.GetSubjectsAsync());
        var id = await client.RegisterAsync("a/b c-value", Reading);
        Assert.Equal(id, await client.RegisterAsync("other-value", Reading));
        Assert.Equal(Reading, await client.GetByIdAsync(id));
        Assert.Equal(new SubjectVersion("a/b c-value", 1, id, Reading), await client.LookupAsync("a/b c-value", Reading));
        Assert.Equal(["a/b c-value", "other-value"], await client.GetSubjectsAsync());
        await MissingAsync(RegistryErrorCodes.SchemaNotFound, () => client.GetByIdAsync(4711));
        await MissingAsync(RegistryErrorCodes.SubjectNotFound, () => client.GetLatestAsync("nope"));
        await MissingAsync(RegistryErrorCodes.VersionNotFound, () => client.GetVersionAsync("other-value", 99));
        await MissingAsync(RegistryErrorCodes.SchemaNotFound, () => client.LookupAsync("other-value", WithOptional));
    }

    private static async Task JudgeAsync(ISchemaRegistryClient client)
    {
        Assert.Equal(CompatibilityLevel.Backward, await client.GetCompatibilityAsync("other-value"));
        Assert.True((await client.CheckCompatibilityAsync("other-value", WithOptional)).IsCompatible);
        Assert.False((await client.CheckCompatibilityAsync("other-value", WithRequired)).IsCompatible);
        Assert.True((await client.CheckCompatibilityAsync("nope", WithRequired)).IsCompatible);
        var refused = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.RegisterAsync("other-value", WithRequired).AsTask());
        Assert.True(refused.IsIncompatible);
        await client.SetCompatibilityAsync("other-value", CompatibilityLevel.Forward);
        Assert.Equal(CompatibilityLevel.Forward, await client.GetCompatibilityAsync("other-value"));
        Assert.True((await client.CheckCompatibilityAsync("other-value", WithRequired)).IsCompatible);
        await client.RegisterAsync("other-value", WithRequired);
        Assert.Equal(2, (await client.GetLatestAsync("other-value")).Version);
        Assert.Equal([1, 2], await client.GetVersionsAsync("other-value"));
    }

    private static async Task ReferAsync(ISchemaRegistryClient client)
    {
        var site = new RegistrySchema("""{"type":"record","name":"Site","namespace":"hvac","fields":[{"name":"name","type":"string"}]}""");
        var unit = new RegistrySchema("""{"type":"record","name":"Unit","namespace":"hvac","fields":[{"name":"site","type":"hvac.Site"}]}""")
        {
            References = [new("hvac.Site", "site", 1)],
        };
        await client.RegisterAsync("site", site);
        var stored = await client.GetByIdAsync(await client.RegisterAsync("unit", unit));
        Assert.Equal(unit.References, stored.References);
        Assert.Equal([site.Text], await client.GetReferencedAsync(stored));
        var unitId = (await client.GetLatestAsync("unit")).Id;
        Assert.Equal([unitId], await client.GetReferrersAsync("site", 1));
    }

    private static async Task NormalizeAsync(ISchemaRegistryClient client)
    {
        var id = await client.RegisterAsync("ordered", new("""{"type":"record","name":"Pair","doc":"two","fields":[{"name":"a","type":"int","default":1}]}"""), normalize: true);
        var turned = new RegistrySchema("""{ "fields": [{"default":1, "type":"int", "name":"a"}], "doc":"two", "name":"Pair", "type":"record" }""");

        Assert.Equal(id, await client.RegisterAsync("ordered", turned, normalize: true));
        Assert.Equal(id, (await client.LookupAsync("ordered", turned, normalize: true)).Id);
        Assert.True((await client.CheckCompatibilityAsync("ordered", turned, normalize: true)).IsCompatible);
        Assert.Equal(["ordered"], await client.GetSubjectsOfAsync(id));
    }

    private static async Task GovernAsync(ISchemaRegistryClient client)
    {
        await client.SetCompatibilityAsync("site", CompatibilityLevel.FullTransitive);
        Assert.Equal(CompatibilityLevel.FullTransitive, await client.GetCompatibilityAsync("site"));
        await client.DeleteCompatibilityAsync("site");
        await client.DeleteCompatibilityAsync("site");

        Assert.Equal(RegistryMode.ReadWrite, await client.GetModeAsync());
        Assert.Equal(RegistryMode.ReadWrite, await client.GetModeAsync("site"));
        await client.SetModeAsync("site", RegistryMode.ReadOnly);
        Assert.Equal(RegistryMode.ReadOnly, await client.GetModeAsync("site"));
        await client.DeleteModeAsync("site");
        Assert.Equal(RegistryMode.ReadWrite, await client.GetModeAsync("site"));
    }

    private static async Task DeleteAsync(ISchemaRegistryClient client)
    {
        var id = (await client.GetVersionAsync("a/b c-value", 1)).Id;
        Assert.Equal([1], await client.DeleteSubjectAsync("a/b c-value"));
        // Registries differ in what they miss, the subject or the schema.
        Assert.True((await Assert.ThrowsAsync<SchemaRegistryException>(() => client.LookupAsync("a/b c-value", Reading).AsTask())).IsNotFound);
        Assert.Equal(Reading, await client.GetByIdAsync(id));
        Assert.Equal([1], await client.DeleteSubjectAsync("a/b c-value", permanent: true));
        await client.DeleteVersionAsync("other-value", 1);
        Assert.Equal([2], await client.GetVersionsAsync("other-value"));
        Assert.Equal([1, 2], await client.GetVersionsAsync("other-value", deleted: true));
        await client.DeleteSubjectAsync("ordered");
        Assert.DoesNotContain("ordered", await client.GetSubjectsAsync());
        Assert.Contains("ordered", await client.GetSubjectsAsync(deleted: true));
    }

    private static async Task CarryRecordsAsync(ISchemaRegistryClient client)
    {
        var writer = new AvroSerde<HvacReading>(client, new AvroSerdeOptions { AutoRegister = true });
        await writer.PrepareAsync(Readings.Place, SerdeUse.Write, CancellationToken.None);
        var frame = writer.Write(Readings.Sample, Readings.Place);
        Assert.Equal(Readings.Sample, await new AvroSerde<HvacReading>(client).ReadAsync(frame));

        // What a deployment finds: the schema is there, and the record type agrees with the text that the registry kept.
        var found = new AvroSerde<HvacReading>(client);
        await found.PrepareAsync(Readings.Place, SerdeUse.Write, CancellationToken.None);
        Assert.Equal(frame, found.Write(Readings.Sample, Readings.Place));
        var unknown = await Assert.ThrowsAsync<WireFormatException>(() => found.ReadAsync([0, 0, 0, 0x12, 0x67, 0]));
        Assert.Equal("unknown schema id 4711", unknown.Message);
    }

    private static async Task MissingAsync<T>(int code, Func<ValueTask<T>> ask)
    {
        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => ask().AsTask());
        Assert.True(error.IsNotFound);
        Assert.Equal(code, error.ErrorCode);
    }
}
