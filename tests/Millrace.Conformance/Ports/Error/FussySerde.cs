using System.Buffers;

namespace Millrace.Conformance.Ports.Error;

/// <summary>UTF-8 that refuses to write the text <c>boom</c>.</summary>
internal sealed class FussySerde : Serde<string?>
{
    public static FussySerde Instance { get; } = new();

    public override void Serialize(string? value, IBufferWriter<byte> output, in SerdeContext context) =>
        Serdes.String.Serialize(Functions.Fail(value, "boom")!, output, context);

    public override string? Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => Serdes.String.Deserialize(data, context);
}
