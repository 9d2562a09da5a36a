using System.Text;

namespace Millrace.Avro.Container;

/// <summary>What stands before the first block.</summary>
internal sealed record ContainerHeader(AvroSchema Schema, IAvroBlockCodec Codec, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Metadata, byte[] Sync)
{
    // Far more than any schema takes; a longer name or value is a broken length.
    private const int LongestValue = 16 << 20;
    private const int MostValues = 10_000;

    public static ContainerHeader Read(ContainerInput input)
    {
        var magic = new byte[ContainerFormat.Magic.Length];
        if (!input.TryRead(ref magic, magic.Length) || !magic.AsSpan().SequenceEqual(ContainerFormat.Magic))
            throw Error(AvroContainerError.BadMagic, "this is no Avro object container file");
        var metadata = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        while (ReadCount(input) is var count and > 0)
        {
            for (; count > 0; count--)
            {
                var name = Encoding.UTF8.GetString(ReadValue(input));
                metadata[name] = ReadValue(input);
                if (metadata.Count > MostValues)
                    throw Error(AvroContainerError.AbsurdLength, $"the header has more than {MostValues} values");
            }
        }

        var sync = new byte[ContainerFormat.SyncBytes];
        if (!input.TryRead(ref sync, sync.Length))
            throw Truncated();
        return new ContainerHeader(ParseSchema(metadata), FindCodec(metadata), metadata, sync);
    }

    private static AvroSchema ParseSchema(Dictionary<string, ReadOnlyMemory<byte>> metadata)
    {
        if (!metadata.TryGetValue(ContainerFormat.SchemaKey, out var text))
            throw Error(AvroContainerError.MissingSchema, "the header has no schema");
        try
        {
            return AvroSchema.Parse(Encoding.UTF8.GetString(text.Span));
        }
        catch (AvroSchemaException e)
        {
            throw Error(AvroContainerError.BadSchema, $"the header's schema is none: {e.Message}", e);
        }
    }

    private static IAvroBlockCodec FindCodec(Dictionary<string, ReadOnlyMemory<byte>> metadata)
    {
        var name = metadata.TryGetValue(ContainerFormat.CodecKey, out var text) ? Encoding.UTF8.GetString(text.Span) : "null";
        return AvroBlockCodecs.Find(name, out var reason) ?? throw Error(AvroContainerError.UnknownCodec, reason!);
    }

    private static long ReadCount(ContainerInput input)
    {
        var count = ReadLong(input);
        if (count < 0)
        {
            _ = ReadLong(input);
            count = -count;
        }

        return count is >= 0 and <= MostValues ? count : throw Error(AvroContainerError.AbsurdLength, $"the header has {count} values");
    }

    private static byte[] ReadValue(ContainerInput input)
    {
        var length = ReadLong(input);
        if (length is < 0 or > LongestValue)
            throw Error(AvroContainerError.AbsurdLength, $"a length of {length} in the header");
        byte[] value = [];
        return input.TryRead(ref value, (int)length) ? value : throw Truncated();
    }

    private static long ReadLong(ContainerInput input)
    {
        try
        {
            return input.TryReadLong(out var value) ? value : throw Truncated();
        }
        catch (AvroDataException e)
        {
            throw Error(AvroContainerError.AbsurdLength, "a length in the header that is none", e);
        }
    }

    private static AvroContainerException Truncated() => Error(AvroContainerError.Truncated, "the file ends within its header");

    private static AvroContainerException Error(AvroContainerError error, string detail, Exception? inner = null) => new(error, detail, 0, 0, inner);
}
