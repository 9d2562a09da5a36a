using System.Buffers;

namespace Millrace.Avro.Tests;

/// <summary>Generic values to bytes.</summary>
internal static class Datum
{
    public static byte[] Encode(AvroSchema schema, object? value)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);
        GenericDatum.Write(schema, value, ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
