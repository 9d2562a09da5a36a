using System.Text;
using System.Text.Json.Serialization;
using Millrace.Graph;
using Millrace.Testing;

namespace Millrace.Tests.Serialization;

public sealed partial class JsonSerdeTests
{
    [Fact]
    public void A_type_of_a_generated_context_is_json_and_a_primitive_stays_what_it_is()
    {
        var options = new TestDriverOptions { Serdes = new SerdeProviders(new JsonSerdeProvider(Context.Default)) };
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, Reading>("in").MapValues(r => r with { Celsius = r.Celsius + 1 }).To("out")), options);

        driver.Input<string, Reading>("in").Pipe("a", new Reading("room-1", 20.5));
        driver.Input<string, Reading>("in").Pipe("b", new Reading("room-2", 1));

        var record = driver.Records("out")[0];
        Assert.Equal(("a", """{"room":"room-1","celsius":21.5}"""), (Encoding.UTF8.GetString(record.Key!), Encoding.UTF8.GetString(record.Value!)));
        Assert.Equal([new Reading("room-1", 21.5), new Reading("room-2", 2)], driver.Output<string, Reading>("out").ReadValues());
        Assert.Equal("JSON Reading", TopologyDescription.Of(driver.Graph).Topics[0].ValueFormat);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    public void What_is_no_json_of_the_type_is_refused(string text) =>
        Assert.Throws<SerdeException>(() => new JsonSerde<Reading>(Context.Default.Reading).Deserialize(Encoding.UTF8.GetBytes(text), default));

    [Fact]
    public void A_type_that_the_context_does_not_know_is_a_problem_of_the_topology()
    {
        var streams = new StreamsBuilder();
        streams.Stream<string, Uri>("in").To("out");

        var error = Assert.Throws<TopologyException>(() => streams.Build("app", new SerdeProviders(new JsonSerdeProvider(Context.Default))));

        Assert.All(error.Problems, p => Assert.Contains("Uri", p.What, StringComparison.Ordinal));
    }

    internal sealed record Reading(string Room, double Celsius);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Reading))]
    private sealed partial class Context : JsonSerializerContext;
}
