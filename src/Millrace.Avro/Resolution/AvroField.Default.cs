using System.Buffers;
using Millrace.Avro.Resolution;

namespace Millrace.Avro;

public sealed partial class AvroField
{
    private byte[]? _encodedDefault;

    /// <summary>The default as a value of the field's schema.</summary>
    internal byte[] EncodedDefault => _encodedDefault ??= EncodeDefault();

    private byte[] EncodeDefault()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);
        DefaultEncoder.Write(Schema, Default!, ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
