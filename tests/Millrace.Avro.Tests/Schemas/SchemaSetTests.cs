namespace Millrace.Avro.Tests.Schemas;

public sealed class SchemaSetTests
{
    private const string Unit = """{"type":"record","name":"Unit","namespace":"acme","fields":[{"name":"fan","type":"Fan"},{"name":"site","type":["null","acme.Site"]}]}""";
    private const string Fan = """{"type":"record","name":"Fan","namespace":"acme","fields":[{"name":"mode","type":{"type":"enum","name":"Mode","symbols":["ON","OFF"]}}]}""";
    private const string Site = """{"type":"record","name":"Site","namespace":"acme","fields":[{"name":"units","type":{"type":"array","items":"acme.Unit"}},{"name":"mode","type":"acme.Mode"}]}""";

    [Fact]
    public void Files_may_refer_to_each_other_in_any_order_and_in_circles()
    {
        foreach (var order in new[] { new[] { Unit, Fan, Site }, [Site, Unit, Fan], [Fan, Site, Unit] })
        {
            var schemas = AvroSchema.ParseSet(order.Select(text => new AvroSchemaSource("file", text)));
            foreach (var schema in schemas)
                Assert.Equal(schema.Fingerprint, AvroSchema.Parse(schema.ToString()).Fingerprint);
            var unit = schemas.Cast<RecordSchema>().Single(schema => schema.SimpleName == "Unit");
            var site = schemas.Cast<RecordSchema>().Single(schema => schema.SimpleName == "Site");
            Assert.Same(unit, ((ArraySchema)site.Find("units")!.Schema).Items);
            Assert.Same(((RecordSchema)unit.Find("fan")!.Schema).Find("mode")!.Schema, site.Find("mode")!.Schema);
        }
    }

    [Fact]
    public void A_name_that_no_file_defines_is_refused_with_its_file()
    {
        var error = Assert.Throws<AvroSchemaException>(() => AvroSchema.ParseSet([new("Unit.avsc", Unit), new("Fan.avsc", Fan)]));
        Assert.Equal(("Unit.avsc", "$.fields[1].type[1]"), (error.SchemaSource, error.Path));
        Assert.Contains("\"acme.Site\"", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void References_are_read_before_the_schema_that_uses_them()
    {
        var schema = AvroSchema.Parse("""{"type":"record","name":"Room","namespace":"acme","fields":[{"name":"fan","type":"Fan"}]}""", [Fan]);
        Assert.Contains("\"symbols\":[\"ON\",\"OFF\"]", schema.ToString(), StringComparison.Ordinal);
        Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(Fan, [Fan]));
    }

    [Fact]
    public void Documentation_and_unknown_attributes_outlive_reading_and_writing()
    {
        const string Text = """{"type":"record","name":"R","namespace":"a","doc":"Says \"so\".","fields":[{"name":"x","type":{"type":"long","logicalType":"timestamp-millis"},"default":0,"aliases":["y"],"unit":"ms"}],"owner":{"team":[5,null]}}""";
        Assert.Equal(Text, AvroSchema.Parse(Text).ToString());
    }

    [Fact]
    public void A_schema_nested_without_end_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("{\"type\":\"array\",\"items\":", 100_000));
        Assert.Contains("nested", Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text)).Rule, StringComparison.Ordinal);
    }
}
