using System.Buffers;
using System.Globalization;
using System.Text;

namespace Millrace.Avro.Binary;

/// <summary>
/// Goes through a value's bytes without making anything of them, and without a call for each level: where they go wrong,
/// an error costs the same at any depth, and the way there is known.
/// </summary>
internal ref struct DatumWalk
{
    private const int FirstFrames = 32;

    private readonly AvroReader _start;
    private Frame[] _frames;
    private int _used;

    private DatumWalk(AvroReader start)
    {
        _start = start;
        _frames = ArrayPool<Frame>.Shared.Rent(FirstFrames);
    }

    /// <summary>Makes sure that a value follows. The reader stays where it is.</summary>
    /// <exception cref="AvroDataException">None does; the error says which field it is.</exception>
    public static void Check(AvroSchema schema, AvroReader reader)
    {
        var walk = new DatumWalk(reader);
        try
        {
            walk.Run(schema, ref reader, stop: int.MaxValue);
        }
        catch (AvroDataException e)
        {
            throw new AvroDataException(e.Error, e.Offset, e.Detail, walk.Path());
        }
        finally
        {
            walk.Dispose();
        }
    }

    /// <summary>The field that lies at <paramref name="offset"/>, or at which the bytes go wrong before; null where there is none.</summary>
    public static string? FindPath(AvroSchema schema, ReadOnlySpan<byte> data, long offset)
    {
        var reader = new AvroReader(data);
        var walk = new DatumWalk(reader);
        try
        {
            return walk.Run(schema, ref reader, offset) ? null : walk.Path();
        }
        catch (AvroDataException)
        {
            return walk.Path();
        }
        finally
        {
            walk.Dispose();
        }
    }

    // True at the value's end, false where the byte at the stop has been read.
    private bool Run(AvroSchema root, ref AvroReader reader, long stop)
    {
        Visit(root, ref reader);
        while (_used > 0 && reader.Position <= stop)
        {
            ref var top = ref _frames[_used - 1];
            if (Next(ref top, ref reader) is not { } child)
            {
                if (top.Schema is RecordSchema)
                    reader.Leave();
                _used--;
            }
            else if (reader.Position <= stop)
            {
                Visit(child, ref reader);
            }
        }

        return _used == 0 && reader.Position <= stop;
    }

    private static AvroSchema? Next(ref Frame frame, ref AvroReader reader)
    {
        if (frame.Schema is RecordSchema record)
            return frame.Index + 1 < record.Fields.Count ? record.Fields[++frame.Index].Schema : null;
        if (frame.Left == 0 && (frame.Left = reader.ReadBlockCount(frame.MinimumBytes)) == 0)
            return null;
        frame.Left--;
        frame.Index++;
        if (frame.Schema is ArraySchema array)
            return array.Items;
        frame.Key = reader.Position;
        reader.ReadUtf8();
        return ((MapSchema)frame.Schema).Values;
    }

    private void Visit(AvroSchema schema, ref AvroReader reader)
    {
        if (schema is UnionSchema union)
            schema = union.Branches[reader.ReadUnionIndex(union.Branches.Count)];
        switch (schema)
        {
            case RecordSchema:
                reader.Enter();
                Push(new Frame { Schema = schema, Index = -1 });
                break;
            case ArraySchema array:
                Push(new Frame { Schema = schema, Index = -1, MinimumBytes = array.MinimumItemBytes });
                break;
            case MapSchema map:
                Push(new Frame { Schema = schema, Index = -1, MinimumBytes = map.MinimumEntryBytes });
                break;
            case EnumSchema symbols:
                reader.ReadEnumIndex(symbols.Symbols.Count);
                break;
            case FixedSchema bytes:
                reader.ReadFixed(bytes.Size);
                break;
            default:
                ReadPrimitive(schema.Kind, ref reader);
                break;
        }
    }

    private static void ReadPrimitive(AvroKind kind, ref AvroReader reader)
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

    private void Push(Frame frame)
    {
        if (_used == _frames.Length)
        {
            var larger = ArrayPool<Frame>.Shared.Rent(_used * 2);
            _frames.AsSpan().CopyTo(larger);
            ArrayPool<Frame>.Shared.Return(_frames, clearArray: true);
            _frames = larger;
        }

        _frames[_used++] = frame;
    }

    private readonly string? Path()
    {
        var path = new StringBuilder();
        foreach (var frame in _frames.AsSpan(0, _used))
        {
            if (frame.Index < 0)
                continue;
            if (frame.Schema is RecordSchema record)
                path.Append(path.Length == 0 ? "" : ".").Append(record.Fields[frame.Index].Name);
            else if (frame.Schema is MapSchema)
                path.Append("[\"").Append(Key(frame.Key)).Append("\"]");
            else
                path.Append('[').Append(frame.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            // Who nests so deep does not want to read it all.
            if (path.Length > 200)
                return path.Append("...").ToString();
        }

        return path.Length == 0 ? null : path.ToString();
    }

    // The key itself may be what is wrong.
    private readonly string Key(int position)
    {
        var reader = _start;
        reader.MoveTo(position);
        try
        {
            return reader.ReadString();
        }
        catch (AvroDataException)
        {
            return "?";
        }
    }

    private readonly void Dispose() => ArrayPool<Frame>.Shared.Return(_frames, clearArray: true);

    private struct Frame
    {
        public AvroSchema Schema;
        public int Index;
        public int Left;
        public int MinimumBytes;
        public int Key;
    }
}
