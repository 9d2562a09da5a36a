using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Generator.Model;

/// <summary>Which records are structs: those whose schema asks for it with <c>"millrace.struct": true</c>.</summary>
internal static class StructRules
{
    private const string Property = "millrace.struct";

    public static bool IsStruct(RecordSchema record) =>
        record.Properties.Members.Any(member => member.Key == Property && member.Value is { Kind: JsonKind.Boolean, IsTrue: true });
}
