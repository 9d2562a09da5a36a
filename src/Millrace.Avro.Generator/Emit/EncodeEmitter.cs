namespace Millrace.Avro.Generator.Emit;

/// <summary>Statements that write values.</summary>
internal sealed class EncodeEmitter(SourceWriter output)
{
    private int _locals;

    public void Write(AvroSchema schema, string value, TypeScope scope)
    {
        switch (schema)
        {
            case EnumSchema symbols:
                output.Line($"writer.WriteEnumIndex((int){value}, {symbols.Symbols.Count});");
                break;
            case RecordSchema:
                output.Line($"{CSharpTypes.Of(schema, scope)}.Encode({value}, ref writer);");
                break;
            case ArraySchema array:
                WriteArray(array, value, scope);
                break;
            case MapSchema map:
                WriteMap(map, value, scope);
                break;
            case UnionSchema union when CSharpTypes.Nullable(union) is { } branch:
                WriteNullable(union, branch, value, scope);
                break;
            case UnionSchema union:
                WriteUnion(union, value, scope);
                break;
            default:
                WriteSimple(schema, value);
                break;
        }
    }

    private void WriteSimple(AvroSchema schema, string value)
    {
        var (method, argument) = schema.LogicalType.Kind switch
        {
            AvroLogicalKind.Uuid => (schema is FixedSchema ? "UuidFixed" : "UuidString", value),
            AvroLogicalKind.TimestampMillis or AvroLogicalKind.TimestampMicros
                or AvroLogicalKind.LocalTimestampMillis or AvroLogicalKind.LocalTimestampMicros
                or AvroLogicalKind.Date or AvroLogicalKind.TimeMillis or AvroLogicalKind.TimeMicros => (schema.LogicalType.Kind.ToString(), value),
            _ => schema switch
            {
                FixedSchema size when CSharpTypes.IsDecimal(schema) => ("DecimalFixed", $"{value}, {size.Size}, {schema.LogicalType.Precision}, {schema.LogicalType.Scale}"),
                _ when CSharpTypes.IsDecimal(schema) => ("Decimal", $"{value}, {schema.LogicalType.Precision}, {schema.LogicalType.Scale}"),
                FixedSchema bytes => ("Fixed", $"{value}.Span, {bytes.Size}"),
                { Kind: AvroKind.Bytes } => ("Bytes", value + ".Span"),
                _ => (schema.Kind.ToString(), value),
            },
        };
        if (schema.Kind != AvroKind.Null)
            output.Line($"writer.Write{method}({argument});");
    }

    private void WriteArray(ArraySchema array, string value, TypeScope scope)
    {
        var (items, index) = (Local(), Local());
        output.Line($"var {items} = {value};");
        output.Line($"writer.WriteBlockCount({items}.Count);");
        output.Open($"for (var {index} = 0; {index} < {items}.Count; {index}++)");
        Write(array.Items, $"{items}[{index}]", scope);
        output.Close();
        output.Line("writer.WriteBlockEnd();");
    }

    private void WriteMap(MapSchema map, string value, TypeScope scope)
    {
        var (members, member) = (Local(), Local());
        output.Line($"var {members} = {value};");
        output.Line($"writer.WriteBlockCount({members}.Count);");
        output.Open($"foreach (var {member} in {members})");
        output.Line($"writer.WriteString({member}.Key);");
        Write(map.Values, member + ".Value", scope);
        output.Close();
        output.Line("writer.WriteBlockEnd();");
    }

    private void WriteNullable(UnionSchema union, AvroSchema branch, string value, TypeScope scope)
    {
        var some = Local();
        output.Open($"if ({value} is {{ }} {some})");
        output.Line($"writer.WriteInt({1 - union.NullIndex});");
        Write(branch, some, scope);
        output.Close();
        output.Open("else");
        output.Line($"writer.WriteInt({union.NullIndex});");
        output.Close();
    }

    private void WriteUnion(UnionSchema union, string value, TypeScope scope)
    {
        if (CSharpTypes.Alone(union) is { } alone)
        {
            output.Line("writer.WriteInt(0);");
            Write(alone, value, scope);
            return;
        }

        var cases = ChoiceEmitter.Cases(union);
        output.Open($"switch ({value})");
        for (var i = 0; i < union.Branches.Count; i++)
        {
            var branch = union.Branches[i];
            var some = Local();
            output.Line(i == union.NullIndex ? "case null:" : $"case {scope.Choice(union)}.{cases[i]} {some}:");
            output.Open();
            output.Line($"writer.WriteInt({i});");
            Write(branch, some + ".Value", scope);
            output.Line("break;");
            output.Close();
        }

        output.Line("default:");
        output.Line($"    throw new {CSharpTypes.Avro}AvroDataException({CSharpTypes.Avro}AvroDataError.WrongType, -1, \"a value of no branch of the union\");");
        output.Close();
    }

    private string Local() => "v" + _locals++.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
