namespace Millrace.Avro.Tests.Compatibility;

public sealed class AvroCompatibilityTests
{
    private static readonly AvroSchema First = Record("""{"name":"id","type":"string"}""");
    private static readonly AvroSchema Second = Record("""{"name":"id","type":"string"},{"name":"power","type":"double","default":0}""");
    private static readonly AvroSchema Third = Record("""{"name":"id","type":"string"},{"name":"power","type":"double"}""");

    [Fact]
    public void A_required_field_offends_the_version_that_lacks_it_and_only_a_transitive_level_looks_that_far()
    {
        Assert.Empty(AvroCompatibility.Check(Third, [First, Second], AvroCompatibilityLevel.Backward));
        var offence = Assert.Single(AvroCompatibility.Check(Third, [First, Second], AvroCompatibilityLevel.BackwardTransitive));
        Assert.Equal((0, false, AvroMismatchKind.ReaderFieldMissingDefaultValue, "/fields/1"), (offence.Version, offence.IsForward, offence.Mismatch.Kind, offence.Mismatch.Path));
        Assert.Equal("the new schema cannot read schema 0 at /fields/1: the field 'power' has no default value and the writer lacks it", offence.ToString());
    }

    [Fact]
    public void A_removed_field_offends_an_earlier_reader_that_needs_it()
    {
        Assert.Empty(AvroCompatibility.Check(First, [Third], AvroCompatibilityLevel.Backward));
        var offence = Assert.Single(AvroCompatibility.Check(First, [Third], AvroCompatibilityLevel.Full));
        Assert.True(offence.IsForward);
    }

    [Fact]
    public void The_first_schema_and_a_level_of_none_offend_nobody()
    {
        Assert.Empty(AvroCompatibility.Check(First, [], AvroCompatibilityLevel.FullTransitive));
        Assert.Empty(AvroCompatibility.Check(AvroSchema.Parse("\"int\""), [First], AvroCompatibilityLevel.None));
    }

    [Fact]
    public void Schemas_are_the_same_by_their_bytes_or_by_all_that_they_say()
    {
        var spaced = AvroSchema.Parse("""{ "name": "acme.Unit", "type": "record", "fields": [ {"type":"string", "name":"id"} ] }""");
        var documented = AvroSchema.Parse("""{"type":"record","name":"Unit","namespace":"acme","doc":"One.","fields":[{"name":"id","type":{"type":"string"}}]}""");
        Assert.True(AvroSchemaComparer.Complete.Equals(First, spaced));
        Assert.True(AvroSchemaComparer.Canonical.Equals(First, documented));
        Assert.False(AvroSchemaComparer.Complete.Equals(First, documented));
        Assert.False(AvroSchemaComparer.Canonical.Equals(First, Second));
        Assert.Equal(AvroSchemaComparer.Canonical.GetHashCode(First), AvroSchemaComparer.Canonical.GetHashCode(documented));
        Assert.Equal(First.Sha256Fingerprint(), documented.Sha256Fingerprint());
    }

    private static AvroSchema Record(string fields) => AvroSchema.Parse($$"""{"type":"record","name":"Unit","namespace":"acme","fields":[{{fields}}]}""");
}
