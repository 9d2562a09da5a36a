using System.Text;
using System.Text.Json;

namespace Millrace.SchemaRegistry.Development;

/// <summary>
/// The text under which Confluent's registry keeps an Avro schema, and by which it knows it again: compact, members in
/// Java Avro's order, longhand types and full names as short as they go, documentation and attributes kept. Normalized,
/// attributes and aliases are sorted too, empty documentation goes, and numbers have the form of their type.
/// The schema must be valid.
/// </summary>
internal sealed class StoredText
{
    private static readonly HashSet<string> Primitives =
        new(["null", "boolean", "int", "long", "float", "double", "bytes", "string"], StringComparer.Ordinal);

    private static readonly HashSet<string> SchemaMembers =
        new(["type", "name", "namespace", "doc", "fields", "symbols", "items", "values", "size", "aliases"], StringComparer.Ordinal);

    private static readonly HashSet<string> FieldMembers =
        new(["name", "type", "doc", "default", "order", "aliases"], StringComparer.Ordinal);

    private readonly StringBuilder _output = new();
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly bool _normalize;

    private StoredText(bool normalize) => _normalize = normalize;

    public static string Of(string json, bool normalize = false)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StoredText(normalize);
        text.Write(document.RootElement, space: "");
        return text._output.ToString();
    }

    private void Write(JsonElement schema, string space)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.String:
                WriteName(schema.GetString()!, space);
                break;
            case JsonValueKind.Array:
                for (var i = 0; i < schema.GetArrayLength(); i++)
                {
                    _output.Append(i == 0 ? '[' : ',');
                    Write(schema[i], space);
                }

                _output.Append(schema.GetArrayLength() == 0 ? "[]" : "]");
                break;
            default:
                WriteObject(schema, space);
                break;
        }
    }

    private void WriteObject(JsonElement schema, string space)
    {
        var type = schema.GetProperty("type");
        if (type.ValueKind != JsonValueKind.String)
        {
            Write(type, space);
            return;
        }

        var kind = type.GetString()!;
        var properties = schema.EnumerateObject().Where(m => !SchemaMembers.Contains(m.Name) && !(kind == "enum" && m.NameEquals("default")));
        if (kind is "record" or "error" or "enum" or "fixed")
        {
            WriteNamed(schema, kind, properties, space);
        }
        else if (kind is "array" or "map")
        {
            var items = kind == "array" ? "items" : "values";
            _output.Append("{\"type\":").AppendString(kind);
            _output.Append(",\"").Append(items).Append("\":");
            Write(schema.GetProperty(items), space);
            WriteProperties(properties);
            _output.Append('}');
        }
        else if (Primitives.Contains(kind) && properties.Any())
        {
            _output.Append("{\"type\":").AppendString(kind);
            WriteProperties(properties);
            _output.Append('}');
        }
        else
        {
            WriteName(kind, space);
        }
    }

    private void WriteNamed(JsonElement schema, string kind, IEnumerable<JsonProperty> properties, string space)
    {
        var (own, name) = NamesOf(schema, space);
        _defined.Add(Join(own, name));
        _output.Append("{\"type\":").AppendString(kind);
        _output.Append(",\"name\":").AppendString(name);
        if (own != space && !(_normalize && own.Length == 0))
            _output.Append(",\"namespace\":").AppendString(own);
        if (schema.TryGetProperty("doc", out var doc) && !(_normalize && doc.ValueEquals("")))
            _output.Append(",\"doc\":").AppendValue(doc, sort: false);
        switch (kind)
        {
            case "enum":
                _output.Append(",\"symbols\":").AppendValue(schema.GetProperty("symbols"), sort: false);
                if (schema.TryGetProperty("default", out var symbol))
                    _output.Append(",\"default\":").AppendValue(symbol, sort: false);
                break;
            case "fixed":
                _output.Append(",\"size\":").Append(schema.GetProperty("size").GetRawText());
                break;
            default:
                WriteFields(schema.GetProperty("fields"), own);
                break;
        }

        WriteProperties(properties);
        WriteAliases(schema, alias => alias.Contains('.', StringComparison.Ordinal) ? alias : Join(own, alias));
        _output.Append('}');
    }

    private void WriteFields(JsonElement fields, string space)
    {
        _output.Append(",\"fields\":[");
        var first = true;
        foreach (var field in fields.EnumerateArray())
        {
            _output.Append(first ? "{\"name\":" : ",{\"name\":").AppendString(field.GetProperty("name").GetString()!);
            first = false;
            _output.Append(",\"type\":");
            var type = field.GetProperty("type");
            Write(type, space);
            if (field.TryGetProperty("doc", out var doc) && !(_normalize && doc.ValueEquals("")))
                _output.Append(",\"doc\":").AppendValue(doc, sort: false);
            if (field.TryGetProperty("default", out var value))
                WriteDefault(value, type);
            if (field.TryGetProperty("order", out var order) && !order.ValueEquals("ascending"))
                _output.Append(",\"order\":").AppendValue(order, sort: false);
            WriteAliases(field, alias => alias);
            WriteProperties(field.EnumerateObject().Where(m => !FieldMembers.Contains(m.Name)));
            _output.Append('}');
        }

        _output.Append(']');
    }

    private void WriteDefault(JsonElement value, JsonElement type)
    {
        _output.Append(",\"default\":").AppendValue(value, _normalize);
        if (!_normalize || value.ValueKind != JsonValueKind.Number)
            return;
        var kind = type.ValueKind == JsonValueKind.Object ? type.GetProperty("type") : type;
        if (kind.ValueKind == JsonValueKind.String && kind.GetString() is "double" or "float" && value.TryGetInt64(out _))
            _output.Append(".0");
    }

    private void WriteAliases(JsonElement owner, Func<string, string> fullName)
    {
        if (!owner.TryGetProperty("aliases", out var aliases) || aliases.GetArrayLength() == 0)
            return;
        var names = aliases.EnumerateArray().Select(a => a.GetString()!);
        _output.Append(",\"aliases\":");
        var first = true;
        foreach (var name in _normalize ? names.OrderBy(fullName, StringComparer.Ordinal) : names)
        {
            _output.Append(first ? '[' : ',').AppendString(name);
            first = false;
        }

        _output.Append(']');
    }

    private void WriteProperties(IEnumerable<JsonProperty> properties)
    {
        foreach (var property in _normalize ? properties.OrderBy(p => p.Name, StringComparer.Ordinal) : properties)
        {
            _output.Append(',').AppendString(property.Name);
            _output.Append(':').AppendValue(property.Value, _normalize);
        }
    }

    private void WriteName(string name, string space)
    {
        var (own, simple) = Split(name, space);
        // A bare name means the enclosing namespace's type, or where there is none, the one of no namespace.
        if (Primitives.Contains(name) || (!_defined.Contains(Join(own, simple)) && _defined.Contains(name)))
            _output.AppendString(name);
        else
            _output.AppendString(own == space ? simple : Join(own, simple));
    }

    private static (string Space, string Name) NamesOf(JsonElement schema, string space)
    {
        var name = schema.GetProperty("name").GetString()!;
        return name.Contains('.', StringComparison.Ordinal) || !schema.TryGetProperty("namespace", out var own)
            ? Split(name, space)
            : (own.GetString()!, name);
    }

    private static (string Space, string Name) Split(string name, string space) =>
        name.LastIndexOf('.') is >= 0 and var dot ? (name[..dot], name[(dot + 1)..]) : (space, name);

    private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
