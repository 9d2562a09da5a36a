namespace Millrace.Avro.Generator.Emit;

/// <summary>
/// The decoder for other writers: the record's own, but with a plan asked before each field. A field that stands as the
/// record's own decoder reads it costs one comparison.
/// </summary>
internal sealed class ResolveEmitter(RecordSchema record, IReadOnlyList<string> properties, TypeScope scope, DecodeEmitter decode)
{
    public const string Method = "DecodeResolved";

    private const string Reader = "ref " + CSharpTypes.Avro + "AvroReader reader";
    private const string Plan = CSharpTypes.Avro + "AvroPlan plan";
    private const string Kind = CSharpTypes.Avro + "AvroPlanKind";

    private readonly Queue<(string Name, AvroSchema Schema, string Read)> _values = new();

    /// <summary>The method that gives the decoder for a writer. Errors without a field get it there, so that good values pay nothing.</summary>
    public static void EmitEntry(SourceWriter output, string name)
    {
        output.Open($"public static {CSharpTypes.Avro}AvroDecoder<{name}> ResolveDecoder({CSharpTypes.Avro}AvroSchema writer)");
        output.Line($"var plan = {CSharpTypes.Avro}AvroResolution.Plan<{name}>(writer);");
        output.Line("if (plan is null)").Line("    return Decode;");
        output.Open($"return ({Reader}) =>");
        output.Line("var start = reader.Position;");
        output.Open("try").Line($"return {Method}(ref reader, plan);").Close();
        output.Open($"catch ({CSharpTypes.Avro}AvroDataException e) when (e.Path is null)").Line("throw plan.Locate(e, reader.Data, start);").Close();
        output.Close(";");
        output.Close().Line();
    }

    /// <summary>The decoder, and the methods that it needs.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="reads">For each field, the expression that reads it from its own bytes.</param>
    /// <param name="isRecursive">Whether the record can hold another of it.</param>
    public void Emit(SourceWriter output, IReadOnlyList<string> reads, bool isRecursive)
    {
        var name = CSharpNames.Simple(record);
        output.Open($"internal static {name} {Method}({Reader}, {Plan})");
        output.Line($"if (plan.Kind != {Kind}.Record)");
        output.Line($"    return plan.Convert<{name}>(ref reader, Decode);");
        output.Line("var changes = plan.Changes;");
        if (isRecursive)
            output.Line("reader.Enter();");
        output.Open($"var result = new {name}");
        for (var i = 0; i < record.Fields.Count; i++)
            output.Line($"{properties[i]} = {IsChanged(i)} ? Resolve_{properties[i]}(ref reader, plan.Field({i})!) : {reads[i]},");
        output.Close(";");
        output.Line("if (plan.HasRest)").Line("    plan.SkipRest(ref reader);");
        if (isRecursive)
            output.Line("reader.Leave();");
        output.Line("return result;");
        output.Close().Line();
        for (var i = 0; i < record.Fields.Count; i++)
            EmitField(output, record.Fields[i], properties[i], reads[i]);
        while (_values.Count > 0)
        {
            var (method, schema, read) = _values.Dequeue();
            EmitValue(output, method, schema, read);
        }
    }

    private static string IsChanged(int field) =>
        field < 64 ? $"(changes & 0x{1UL << field:x}UL) != 0" : $"plan.Field({field}) is not null";

    private void EmitField(SourceWriter output, AvroField field, string property, string read)
    {
        var name = "Resolve_" + property;
        output.Open($"private static {CSharpTypes.Of(field.Schema, scope)} {name}({Reader}, {CSharpTypes.Avro}AvroFieldPlan field)");
        output.Line("field.SkipBefore(ref reader);");
        if (field.Default is not null)
        {
            output.Line("if (field.IsDefault)");
            output.Line($"    return {CSharpDefaults.Initialiser(field.Schema, field.Default, scope) ?? "null"};");
        }

        output.Line($"return field.Value is {{ }} plan ? {Value(field.Schema, name + "_Value", read, "plan")} : {read};");
        output.Close().Line();
    }

    // An expression that follows a plan. What is more than a conversion gets a method of its own.
    private string Value(AvroSchema schema, string name, string read, string plan)
    {
        if (schema is not (RecordSchema or EnumSchema or ArraySchema or MapSchema) && (schema is not UnionSchema union || CSharpTypes.Nullable(union) is null))
            return Convert(schema, read, plan);
        _values.Enqueue((name, schema, read));
        return $"{name}(ref reader, {plan})";
    }

    private void EmitValue(SourceWriter output, string name, AvroSchema schema, string read)
    {
        var type = CSharpTypes.Of(schema, scope);
        output.Open($"private static {type} {name}({Reader}, {Plan})");
        switch (schema)
        {
            case RecordSchema:
                output.Line($"return {type}.{Method}(ref reader, plan);");
                output.Close().Line();
                return;
            case EnumSchema:
                output.Line($"if (plan.Kind == {Kind}.Enum)").Line($"    return ({type})plan.ReadEnumIndex(ref reader);");
                break;
            case UnionSchema union:
                EmitNullable(output, union, CSharpTypes.Nullable(union)!, name);
                break;
            case ArraySchema array:
                output.Open($"if (plan.Kind == {Kind}.Items)");
                decode.EmitArray(output, array, "plan.MinimumBytes", Item(array.Items, name));
                output.Close();
                break;
            case MapSchema map:
                output.Open($"if (plan.Kind == {Kind}.Items)");
                decode.EmitMap(output, map, "plan.MinimumBytes", Item(map.Values, name));
                output.Close();
                break;
        }

        output.Line($"return {Convert(schema, read, "plan")};");
        output.Close().Line();
    }

    private void EmitNullable(SourceWriter output, UnionSchema union, AvroSchema branch, string name)
    {
        var read = decode.Read(branch, name + "_Some");
        output.Open($"if (plan.Kind == {Kind}.Union)");
        output.Line($"if (reader.ReadUnionIndex(2) == {union.NullIndex})").Line("    return null;");
        output.Line($"return plan.Branch({1 - union.NullIndex}) is {{ }} some ? {Value(branch, name + "_Branch", read, "some")} : {read};");
        output.Close();
    }

    private string Item(AvroSchema item, string name)
    {
        var read = decode.Read(item, name + "_Read");
        return $"plan.Item is {{ }} part ? {Value(item, name + "_Item", read, "part")} : {read}";
    }

    private string Convert(AvroSchema schema, string read, string plan) =>
        $"{plan}.Convert<{CSharpTypes.Of(schema, scope)}>(ref reader, static ({Reader}) => {read})";
}
