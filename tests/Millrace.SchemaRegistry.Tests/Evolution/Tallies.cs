using Millrace.Avro;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>A record of state as three versions of a program know it. All have one name.</summary>
internal static class Tallies
{
    public const string Count = """{"name":"count","type":"long"}""";
    public const string Sum = """{"name":"sum","type":"double"}""";

    public static string Text(params string[] fields) =>
        $$"""{"type":"record","name":"Tally","namespace":"plant","fields":[{{string.Join(',', fields)}}]}""";
}

/// <summary>The first version.</summary>
internal sealed record Tally(long Count, double Sum) : IAvroRecord<Tally>
{
    public static AvroSchema Schema { get; } = AvroSchema.Parse(SchemaText);

    public static string SchemaText => Tallies.Text(Tallies.Count, Tallies.Sum);

    public static void Encode(Tally value, ref AvroWriter writer)
    {
        writer.WriteLong(value.Count);
        writer.WriteDouble(value.Sum);
    }

    public static Tally Decode(ref AvroReader reader) => new(reader.ReadLong(), reader.ReadDouble());

    public static AvroDecoder<Tally> ResolveDecoder(AvroSchema writer) => AvroResolution.Decoder<Tally>(writer);
}

/// <summary>The second version: a field more, with a default.</summary>
internal sealed record TallyWithPeak(long Count, double Sum, double Peak) : IAvroRecord<TallyWithPeak>
{
    public static AvroSchema Schema { get; } = AvroSchema.Parse(SchemaText);

    public static string SchemaText => Tallies.Text(Tallies.Count, Tallies.Sum, """{"name":"peak","type":"double","default":-1}""");

    public static void Encode(TallyWithPeak value, ref AvroWriter writer)
    {
        writer.WriteLong(value.Count);
        writer.WriteDouble(value.Sum);
        writer.WriteDouble(value.Peak);
    }

    public static TallyWithPeak Decode(ref AvroReader reader) => new(reader.ReadLong(), reader.ReadDouble(), reader.ReadDouble());

    public static AvroDecoder<TallyWithPeak> ResolveDecoder(AvroSchema writer) => AvroResolution.Decoder<TallyWithPeak>(writer);
}

/// <summary>A version that cannot be: a field more that the older state has no value for.</summary>
internal sealed record TallyWithUnit(long Count, double Sum, string Unit) : IAvroRecord<TallyWithUnit>
{
    public static AvroSchema Schema { get; } = AvroSchema.Parse(SchemaText);

    public static string SchemaText => Tallies.Text(Tallies.Count, Tallies.Sum, """{"name":"unit","type":"string"}""");

    public static void Encode(TallyWithUnit value, ref AvroWriter writer)
    {
        writer.WriteLong(value.Count);
        writer.WriteDouble(value.Sum);
        writer.WriteString(value.Unit);
    }

    public static TallyWithUnit Decode(ref AvroReader reader) => new(reader.ReadLong(), reader.ReadDouble(), reader.ReadString());

    public static AvroDecoder<TallyWithUnit> ResolveDecoder(AvroSchema writer) => AvroResolution.Decoder<TallyWithUnit>(writer);
}
