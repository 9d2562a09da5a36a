using Millrace.Avro.Generator.Model;
using Millrace.Avro.Schemas;

namespace Millrace.Avro.Generator.Emit;

/// <summary>A record: its properties, its schema and its codec.</summary>
internal sealed class RecordEmitter(RecordSchema record, string schemaText, string rootNamespace, SourceWriter output)
{
    private readonly TypeScope _scope = new(rootNamespace, record);
    private readonly bool _isStruct = StructRules.IsStruct(record);
    private readonly string _name = CSharpNames.Simple(record);
    private readonly IReadOnlyList<string> _properties = CSharpNames.Properties(record);

    public void Emit()
    {
        output.Summary(record.Doc, $"The record <c>{record.Name}</c>.");
        output.Open($"public {(_isStruct ? "readonly record struct" : "sealed record")} {_name} : {CSharpTypes.Avro}IAvroRecord<{_name}>");
        // A struct with initialisers needs a constructor, if an empty one.
        if (_isStruct && record.Fields.Any(field => Initialiser(field) is not null))
            output.Line("/// <summary>Creates the value with the schema's defaults.</summary>").Line($"public {_name}()").Open().Close().Line();
        EmitSchema();
        foreach (var field in record.Fields)
            EmitProperty(field);
        foreach (var choice in _scope.Choices)
            ChoiceEmitter.Emit(choice.Key, choice.Value, _scope, output);
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
        var type = CSharpTypes.Of(field.Schema, _scope);
        output.Summary(field.Doc, $"The field <c>{field.Name}</c>.");
        var required = field.HasDefault ? "" : "required ";
        var value = Initialiser(field);
        output.Line($"public {required}{type} {_properties[field.Index]} {{ get; init; }}{(value is null ? "" : $" = {value};")}").Line();
    }

    private string? Initialiser(AvroField field) => field.Default is null ? null : CSharpDefaults.Initialiser(field.Schema, field.Default, _scope);

    private void EmitEncode()
    {
        var emitter = new EncodeEmitter(output);
        output.Line("/// <inheritdoc/>");
        output.Open($"public static void Encode({_name} value, ref {CSharpTypes.Avro}AvroWriter writer)");
        if (!_isStruct)
            output.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        foreach (var field in record.Fields)
            emitter.Write(field.Schema, "value." + _properties[field.Index], _scope);
        output.Close().Line();
    }

    private void EmitDecode()
    {
        var emitter = new DecodeEmitter(_scope);
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
        new ResolveEmitter(record, _properties, _scope, emitter).Emit(output, reads, isRecursive);
        emitter.EmitHelpers(output);
    }
}
