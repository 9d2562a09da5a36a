using Millrace.Avro.Schemas;

namespace Millrace.Avro.Generator.Emit;

/// <summary>Expressions that read values, and the methods for those that take more than an expression.</summary>
internal sealed class DecodeEmitter(TypeScope scope)
{
    private const string Reader = "ref " + CSharpTypes.Avro + "AvroReader reader";

    private readonly Queue<(string Name, AvroSchema Schema)> _helpers = new();

    /// <summary>An expression of the schema's C# type.</summary>
    /// <param name="schema">What to read.</param>
    /// <param name="name">The name of a helper method, should it take one.</param>
    public string Read(AvroSchema schema, string name)
    {
        switch (schema)
        {
            case EnumSchema symbols:
                return $"({CSharpTypes.Of(schema, scope)})reader.ReadEnumIndex({symbols.Symbols.Count})";
            case RecordSchema:
                return $"{CSharpTypes.Of(schema, scope)}.Decode(ref reader)";
            case UnionSchema union when CSharpTypes.Nullable(union) is { } value:
                return $"reader.ReadUnionIndex(2) == {union.NullIndex} ? default({CSharpTypes.Of(schema, scope)}) : {Read(value, name)}";
            case ArraySchema or MapSchema or UnionSchema:
                _helpers.Enqueue((name, schema));
                return $"{name}(ref reader)";
            default:
                return ReadSimple(schema);
        }
    }

    public void EmitHelpers(SourceWriter output)
    {
        while (_helpers.Count > 0)
        {
            var (name, schema) = _helpers.Dequeue();
            output.Open($"private static {CSharpTypes.Of(schema, scope)} {name}({Reader})");
            switch (schema)
            {
                case ArraySchema array:
                    EmitArray(output, array, Number(SchemaShape.MinimumBytes(array.Items)), Read(array.Items, name + "_Item"));
                    break;
                case MapSchema map:
                    EmitMap(output, map, Number(SchemaShape.MinimumEntryBytes(map)), Read(map.Values, name + "_Value"));
                    break;
                case UnionSchema union:
                    EmitUnion(output, union, name);
                    break;
            }

            output.Close().Line();
        }
    }

    private static string ReadSimple(AvroSchema schema)
    {
        var method = schema.LogicalType.Kind switch
        {
            AvroLogicalKind.Uuid => schema is FixedSchema ? "ReadUuidFixed" : "ReadUuidString",
            AvroLogicalKind.TimestampMillis or AvroLogicalKind.TimestampMicros
                or AvroLogicalKind.LocalTimestampMillis or AvroLogicalKind.LocalTimestampMicros
                or AvroLogicalKind.Date or AvroLogicalKind.TimeMillis or AvroLogicalKind.TimeMicros => "Read" + schema.LogicalType.Kind,
            _ => null,
        };
        if (method is not null)
            return $"reader.{method}()";
        if (CSharpTypes.IsDecimal(schema))
        {
            var (precision, scale) = (Number(schema.LogicalType.Precision), Number(schema.LogicalType.Scale));
            return schema is FixedSchema size ? $"reader.ReadDecimalFixed({Number(size.Size)}, {precision}, {scale})" : $"reader.ReadDecimal({precision}, {scale})";
        }

        return schema switch
        {
            FixedSchema bytes => $"new global::System.ReadOnlyMemory<byte>(reader.ReadFixed({bytes.Size}).ToArray())",
            { Kind: AvroKind.Null } => "null",
            { Kind: AvroKind.Bytes } => "new global::System.ReadOnlyMemory<byte>(reader.ReadBytes().ToArray())",
            _ => $"reader.Read{schema.Kind}()",
        };
    }

    /// <summary>The statements that read an array and return it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="array">The array.</param>
    /// <param name="minimumBytes">An expression: how many bytes an item takes at least.</param>
    /// <param name="read">An expression that reads an item.</param>
    public void EmitArray(SourceWriter output, ArraySchema array, string minimumBytes, string read)
    {
        var item = CSharpTypes.Of(array.Items, scope);
        output.Line($"var items = global::System.Array.Empty<{item}>();");
        output.Line("var used = 0;");
        output.Line($"for (int count; (count = reader.ReadBlockCount({minimumBytes})) > 0;)");
        output.Open();
        output.Open("for (; count > 0; count--)");
        output.Line("if (used == items.Length)");
        output.Line($"    {CSharpTypes.Avro}AvroReader.Grow(ref items, count);");
        output.Line($"items[used++] = {read};");
        output.Close();
        output.Close().Line();
        output.Line("if (used < items.Length)");
        output.Line("    global::System.Array.Resize(ref items, used);");
        output.Line("return items;");
    }

    /// <summary>The same for a map.</summary>
    public void EmitMap(SourceWriter output, MapSchema map, string minimumBytes, string read)
    {
        var value = CSharpTypes.Of(map.Values, scope);
        output.Line($"var map = new global::System.Collections.Generic.Dictionary<string, {value}>(global::System.StringComparer.Ordinal);");
        output.Line($"for (int count; (count = reader.ReadBlockCount({minimumBytes})) > 0;)");
        output.Open();
        output.Line("for (; count > 0; count--)");
        output.Open();
        output.Line("var key = reader.ReadString();");
        output.Line($"map[key] = {read};");
        output.Close();
        output.Close().Line();
        output.Line("return map;");
    }

    private void EmitUnion(SourceWriter output, UnionSchema union, string name)
    {
        if (union.Branches.Count < 2)
        {
            output.Line($"_ = reader.ReadUnionIndex({Number(union.Branches.Count)});");
            output.Line($"return {(CSharpTypes.Alone(union) is { } alone ? Read(alone, name + "_Alone") : "null")};");
            return;
        }

        var cases = ChoiceEmitter.Cases(union);
        output.Line($"return reader.ReadUnionIndex({Number(union.Branches.Count)}) switch");
        output.Open();
        for (var i = 0; i < union.Branches.Count; i++)
        {
            var pattern = i == union.Branches.Count - 1 ? "_" : Number(i);
            var read = Read(union.Branches[i], name + "_Branch" + Number(i));
            output.Line(i == union.NullIndex ? $"{pattern} => null," : $"{pattern} => new {scope.Choice(union)}.{cases[i]}({read}),");
        }

        output.Close(";");
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
