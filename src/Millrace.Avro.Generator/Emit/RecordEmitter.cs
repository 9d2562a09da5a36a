using Millrace.Avro.Schemas;

namespace Millrace.Avro.Generator.Emit;

/// <summary>A record: its properties, its schema and its codec.</summary>
internal sealed class RecordEmitter(RecordSchema record, string schemaText, string rootNamespace, SourceWriter output)
{
    private readonly string _name = CSharpNames.Simple(record);
    private readonly IReadOnlyList<string> _properties = CSharpNames.Properties(record);

    public void Emit()
    {
        output.Summary(record.Doc, $"The record <c>{record.Name}</c>.");
        output.Open($"public sealed record {_name} : {CSharpTypes.Avro}IAvroRecord<{_name}>");
        EmitSchema();
        foreach (var field in record.Fields)
            EmitProperty(field);
        EmitEncode();
        output.Line("/// <inheritdoc/>");
        ResolveEmitter.EmitEntry(output, _name);
        EmitDecode();
        output.Close();
    }

    private void EmitSchema()
    {
        output.Line("/// <inheritdoc cref=\"SchemaText\"/>");
        output.Line($"public const string SchemaJson = {CSharpLiterals.Text(schemaText)};").Line();
        output.Line("/// <inheritdoc/>");
        output.Line($"public static {CSharpTypes.Avro}AvroSchema Schema {{ get; }} = {CSharpTypes.Avro}AvroSchema.Parse(SchemaJson);").Line();
        output.Line("/// <inheritdoc/>");
        output.Line("public static string SchemaText => SchemaJson;").Line();
    }

    private void EmitProperty(AvroField field)
    {
        var type = CSharpTypes.Of(field.Schema, rootNamespace);
        output.Summary(field.Doc, $"The field <c>{field.Name}</c>.");
        var required = field.HasDefault ? "" : "required ";
        var value = field.Default is null ? null : CSharpDefaults.Initialiser(field.Schema, field.Default, rootNamespace);
        output.Line($"public {required}{type} {_properties[field.Index]} {{ get; init; }}{(value is null ? "" : $" = {value};")}").Line();
    }

    private void EmitEncode()
    {
        var emitter = new EncodeEmitter(output);
        output.Line("/// <inheritdoc/>");
        output.Open($"public static void Encode({_name} value, ref {CSharpTypes.Avro}AvroWriter writer)");
        output.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        foreach (var field in record.Fields)
            emitter.Write(field.Schema, "value." + _properties[field.Index], rootNamespace);
        output.Close().Line();
    }

    private void EmitDecode()
    {
        var emitter = new DecodeEmitter(rootNamespace);
        var isRecursive = SchemaShape.IsRecursive(record);
        output.Line("/// <inheritdoc/>");
        output.Open($"public static {_name} Decode(ref {CSharpTypes.Avro}AvroReader reader)");
        if (isRecursive)
            output.Line("reader.Enter();");
        // An object initialiser assigns in the order of its text, which is the order of the bytes.
        output.Open($"{(isRecursive ? "var result =" : "return")} new {_name}");
        var reads = record.Fields.Select(field => emitter.Read(field.Schema, "Read_" + _properties[field.Index])).ToList();
        foreach (var field in record.Fields)
            output.Line($"{_properties[field.Index]} = {reads[field.Index]},");
        output.Close(";");
        if (isRecursive)
            output.Line("reader.Leave();").Line("return result;");
        output.Close().Line();
        new ResolveEmitter(record, _properties, rootNamespace, emitter).Emit(output, reads, isRecursive);
        emitter.EmitHelpers(output);
    }
}
