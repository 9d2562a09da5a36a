namespace Millrace.Avro.Generator.Tests;

public sealed class StructTests
{
    private const string Point = """
        {"type":"record","name":"Point","namespace":"acme","millrace.struct":true,"fields":[
            {"name":"x","type":"int"},{"name":"y","type":"int","default":5},{"name":"label","type":["null","string"],"default":null}]}
        """;

    [Fact]
    public void A_record_is_a_readonly_struct_where_its_schema_asks_for_it()
    {
        var type = Generation.Of(("p.avsc", Point)).Load().GetType("Acme.Point")!;
        Assert.True(type.IsValueType);
        Assert.Contains(type.CustomAttributes, attribute => attribute.AttributeType.Name == "IsReadOnlyAttribute");
        Assert.Equal(5, type.GetProperty("Y")!.GetValue(Activator.CreateInstance(type)));
    }

    [Fact]
    public void A_struct_and_records_that_hold_it_come_back_from_their_bytes()
    {
        var generation = Generation.Of(
            ("p.avsc", Point),
            ("l.avsc", """
                {"type":"record","name":"Line","namespace":"acme","fields":[
                    {"name":"from","type":"Point","default":{"x":1}},{"name":"to","type":["null","Point"]},{"name":"all","type":{"type":"array","items":"Point"}}]}
                """));
        var line = generation.Load().GetType("Acme.Line")!;
        var roundTrip = typeof(StructTests).GetMethod(nameof(RoundTrip), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(line).CreateDelegate<Func<byte[], string>>();
        // (1, 2, null), null, [(3, 4, "a")]
        const string Bytes = "02040000020608020261" + "00";
        Assert.Equal(Bytes, roundTrip(Convert.FromHexString(Bytes)));
        // Written before y and label were there.
        var older = AvroSchema.Parse("""
            {"type":"record","name":"Line","namespace":"acme","fields":[
                {"name":"from","type":{"type":"record","name":"Point","fields":[{"name":"x","type":"int"}]}},
                {"name":"to","type":["null","Point"]},{"name":"all","type":{"type":"array","items":"Point"}}]}
            """);
        var resolve = typeof(StructTests).GetMethod(nameof(Resolve), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(line).CreateDelegate<Func<AvroSchema, byte[], string>>();
        Assert.Equal("020a00" + "02040a00" + "02060a00" + "00", resolve(older, Convert.FromHexString("02" + "0204" + "0206" + "00")));
    }

    [Fact]
    public void A_struct_that_can_hold_itself_is_reported_with_its_file_and_line()
    {
        var generation = Generation.Of(("s.avsc", "\n" + """
            {"type":"record","name":"S","millrace.struct":true,"fields":[{"name":"next","type":["null","S"]}]}
            """));
        var diagnostic = Assert.Single(generation.Diagnostics);
        Assert.Equal(("MRAVRO004", "s.avsc", 1), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
    }

    private static string RoundTrip<T>(byte[] bytes)
        where T : IAvroRecord<T> => Convert.ToHexStringLower(AvroBinary.ToArray(AvroBinary.Read<T>(bytes)));

    private static string Resolve<T>(AvroSchema writer, byte[] bytes)
        where T : IAvroRecord<T> => Convert.ToHexStringLower(AvroBinary.ToArray(AvroBinary.Read(bytes, T.ResolveDecoder(writer))));
}
