using System.Globalization;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Schemas;

/// <summary>A place in a schema, for messages.</summary>
internal readonly record struct JsonPlace(string? Source, string Path)
{
    public JsonPlace this[string member] => new(Source, Path + "." + member);

    public JsonPlace this[int index] => new(Source, Path + "[" + index.ToString(CultureInfo.InvariantCulture) + "]");

    public AvroSchemaException Error(JsonValue node, string rule) => new(Path, rule, Source, node.Line, node.Column);
}
