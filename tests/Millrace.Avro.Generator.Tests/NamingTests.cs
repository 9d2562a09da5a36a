namespace Millrace.Avro.Generator.Tests;

public sealed class NamingTests
{
    [Theory]
    [InlineData("deviceId", "DeviceId")]
    [InlineData("device_id", "DeviceId")]
    [InlineData("co2", "Co2")]
    [InlineData("CO2", "Co2")]
    [InlineData("HUMIDITY_HIGH", "HumidityHigh")]
    [InlineData("_1", "_1")]
    [InlineData("__", "_")]
    [InlineData("class", "Class")]
    [InlineData("schema", "SchemaValue")]
    [InlineData("room", "RoomValue")]
    [InlineData("equalityContract", "EqualityContractValue")]
    public void Fields_get_names_of_csharp(string field, string property)
    {
        var generation = Generation.Of(("Room.avsc", $$"""{"type":"record","name":"Room","fields":[{"name":"{{field}}","type":"int"}]}"""));
        Assert.NotNull(generation.Load().GetType("Room")!.GetProperty(property));
    }

    [Fact]
    public void Fields_that_would_share_a_name_are_numbered()
    {
        var generation = Generation.Of(("R.avsc", """{"type":"record","name":"R","fields":[{"name":"a_b","type":"int"},{"name":"aB","type":"int"},{"name":"AB","type":"int"}]}"""));
        var type = generation.Load().GetType("R")!;
        Assert.Equal(["AB", "AB2", "Ab"], type.GetProperties().Select(property => property.Name).Where(name => name.StartsWith('A')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Symbols_keep_their_spelling_beside_the_members()
    {
        var generation = Generation.Of(("E.avsc", """{"type":"enum","name":"Kind","namespace":"acme","symbols":["CO2","HUMIDITY_HIGH"]}"""));
        var type = generation.Load().GetType("Acme.Kind")!;
        Assert.Equal(["Co2", "HumidityHigh"], Enum.GetNames(type));
        Assert.Contains("Kind.HumidityHigh => \"HUMIDITY_HIGH\"", generation.Source("acme.Kind"), StringComparison.Ordinal);
    }
}
