using System.Globalization;
using Millrace.Avro.Schemas;

namespace Millrace.Avro.Binary;

/// <summary>
/// Finds which field a place in a value's bytes belongs to. Decoders do not keep track of it: they would pay for every
/// good value what only a bad one needs.
/// </summary>
internal static class DatumPath
{
    /// <summary>The field that lies at <paramref name="offset"/>, or at which the bytes go wrong before; null where there is none.</summary>
    public static string? Find(AvroSchema schema, ReadOnlySpan<byte> data, long offset)
    {
        var reader = new AvroReader(data);
        var path = new List<string>();
        return Walk(schema, ref reader, offset, path) && path.Count > 0 ? string.Concat(path).TrimStart('.') : null;
    }

    private static bool Walk(AvroSchema schema, ref AvroReader reader, long offset, List<string> path)
    {
        try
        {
            switch (schema)
            {
                case RecordSchema record:
                    return WalkRecord(record, ref reader, offset, path);
                case ArraySchema array:
                    return WalkBlocks(array.Items, SchemaShape.MinimumBytes(array.Items), false, ref reader, offset, path);
                case MapSchema map:
                    return WalkBlocks(map.Values, SchemaShape.MinimumEntryBytes(map), true, ref reader, offset, path);
                case UnionSchema union:
                    var start = reader.Position;
                    var branch = reader.ReadUnionIndex(union.Branches.Count);
                    return IsBetween(start, offset, reader.Position) || Walk(union.Branches[branch], ref reader, offset, path);
                default:
                    return WalkLeaf(schema, ref reader, offset);
            }
        }
        catch (AvroDataException)
        {
            // This is the place: the path that led here stays as it is.
            return true;
        }
    }

    private static bool WalkRecord(RecordSchema record, ref AvroReader reader, long offset, List<string> path)
    {
        reader.Enter();
        foreach (var field in record.Fields)
        {
            path.Add("." + field.Name);
            if (Walk(field.Schema, ref reader, offset, path))
                return true;
            path.RemoveAt(path.Count - 1);
        }

        reader.Leave();
        return false;
    }

    private static bool WalkBlocks(AvroSchema item, int minimumBytes, bool isMap, ref AvroReader reader, long offset, List<string> path)
    {
        var index = 0;
        while (true)
        {
            var start = reader.Position;
            var count = reader.ReadBlockCount(minimumBytes);
            if (IsBetween(start, offset, reader.Position))
                return true;
            if (count == 0)
                return false;
            for (; count > 0; count--)
            {
                path.Add("[" + (isMap ? '"' + reader.ReadString() + '"' : index++.ToString(CultureInfo.InvariantCulture)) + "]");
                if (Walk(item, ref reader, offset, path))
                    return true;
                path.RemoveAt(path.Count - 1);
            }
        }
    }

    private static bool WalkLeaf(AvroSchema schema, ref AvroReader reader, long offset)
    {
        var start = reader.Position;
        switch (schema)
        {
            case EnumSchema symbols:
                reader.ReadEnumIndex(symbols.Symbols.Count);
                break;
            case FixedSchema bytes:
                reader.ReadFixed(bytes.Size);
                break;
            default:
                SkipPrimitive(schema.Kind, ref reader);
                break;
        }

        return IsBetween(start, offset, reader.Position);
    }

    private static void SkipPrimitive(AvroKind kind, ref AvroReader reader)
    {
        switch (kind)
        {
            case AvroKind.Boolean:
                reader.ReadBoolean();
                break;
            case AvroKind.Int:
                reader.ReadInt();
                break;
            case AvroKind.Long:
                reader.ReadLong();
                break;
            case AvroKind.Float:
                reader.ReadFloat();
                break;
            case AvroKind.Double:
                reader.ReadDouble();
                break;
            case AvroKind.Bytes:
                reader.ReadBytes();
                break;
            case AvroKind.String:
                reader.ReadUtf8();
                break;
        }
    }

    private static bool IsBetween(int start, long offset, int end) => start <= offset && offset < end;
}
