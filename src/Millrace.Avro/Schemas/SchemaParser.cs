using System.Globalization;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Schemas;

/// <summary>
/// Turns JSON into schemas. Names are looked up depth first, as the specification has it; in a set of sources a name
/// that is not known yet is defined on demand, wherever in the set its definition stands.
/// </summary>
internal sealed class SchemaParser
{
    private readonly Dictionary<string, NamedSchema> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PendingDefinition> _pending = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonValue, NamedSchema> _defined = [];
    private readonly List<(AvroField Field, JsonPlace Place)> _defaults = [];

    public static IReadOnlyList<AvroSchema> ParseSet(IEnumerable<AvroSchemaSource> sources)
    {
        var parser = new SchemaParser();
        var roots = new List<(JsonValue Root, JsonPlace Place)>();
        foreach (var source in sources)
        {
            var root = JsonParser.Parse(source.Json, source.Name);
            var place = new JsonPlace(source.Name, "$");
            roots.Add((root, place));
            parser.Announce(root, "", place);
        }

        var schemas = new List<AvroSchema>(roots.Count);
        foreach (var (root, place) in roots)
            schemas.Add(parser.ParseType(root, "", place));
        parser.CheckDefaults();
        return schemas;
    }

    public AvroSchema Parse(AvroSchemaSource source)
    {
        var schema = ParseType(JsonParser.Parse(source.Json, source.Name), "", new JsonPlace(source.Name, "$"));
        CheckDefaults();
        return schema;
    }

    /// <summary>Notes the definitions within a source, so that others may refer to them before they are read.</summary>
    private void Announce(JsonValue node, string space, JsonPlace place)
    {
        if (node.Kind == JsonKind.Array)
        {
            for (var i = 0; i < node.Items.Count; i++)
                Announce(node.Items[i], space, place[i]);
            return;
        }

        switch (node["type"])
        {
            case { Kind: JsonKind.String, Text: "record" or "error" or "enum" or "fixed" }:
                var fullName = DefinitionParts.FullName(node, space, place);
                if (_pending.ContainsKey(fullName))
                    throw place.Error(node, $"\"{fullName}\" is defined twice");
                _pending.Add(fullName, new PendingDefinition(node, space, place));
                var fields = node["fields"]?.Items ?? [];
                for (var i = 0; i < fields.Count; i++)
                {
                    if (fields[i]["type"] is { } type)
                        Announce(type, DefinitionParts.NamespaceOf(fullName), place["fields"][i]["type"]);
                }

                break;
            case { Kind: JsonKind.String, Text: "array" } when node["items"] is { } items:
                Announce(items, space, place["items"]);
                break;
            case { Kind: JsonKind.String, Text: "map" } when node["values"] is { } values:
                Announce(values, space, place["values"]);
                break;
        }
    }

    private AvroSchema ParseType(JsonValue node, string space, JsonPlace place) => node.Kind switch
    {
        JsonKind.String => Resolve(node, node.Text, space, place, SchemaProperties.None),
        JsonKind.Array => ParseUnion(node, space, place),
        JsonKind.Object => ParseObject(node, space, place),
        _ => throw place.Error(node, "a schema is a name, an object or an array"),
    };

    private AvroSchema ParseObject(JsonValue node, string space, JsonPlace place)
    {
        var type = node["type"] ?? throw place.Error(node, "a schema needs a type");
        if (type.Kind != JsonKind.String)
            throw place["type"].Error(type, "the type of a schema object is a name");
        switch (type.Text)
        {
            case "record" or "error":
                return Define(node, space, place);
            case "enum" or "fixed":
                return Define(node, space, place);
            case "array":
                var items = node["items"] ?? throw place.Error(node, "an array needs items");
                return new ArraySchema(ParseType(items, space, place["items"]), DefinitionParts.Properties(node, "items"));
            case "map":
                var values = node["values"] ?? throw place.Error(node, "a map needs values");
                return new MapSchema(ParseType(values, space, place["values"]), DefinitionParts.Properties(node, "values"));
            default:
                return Resolve(type, type.Text, space, place["type"], DefinitionParts.Properties(node));
        }
    }

    private AvroSchema Resolve(JsonValue node, string name, string space, JsonPlace place, SchemaProperties properties)
    {
        if (SchemaNames.IsPrimitive(name, out var kind))
            return new PrimitiveSchema(kind, LogicalTypes.Apply(properties, kind, size: -1));
        // A simple name means the enclosing namespace; where that has none of the name, the null namespace, as in Java.
        return Find(SchemaNames.Qualify(name, space))
            ?? Find(name)
            ?? throw place.Error(node, SchemaNames.IsFullName(name)
                ? $"\"{SchemaNames.Qualify(name, space)}\" is not defined before it is used here"
                : $"\"{name}\" is neither a type nor a lawful name");
    }

    private NamedSchema? Find(string fullName)
    {
        if (_known.TryGetValue(fullName, out var schema))
            return schema;
        return _pending.TryGetValue(fullName, out var pending) ? Define(pending.Node, pending.Space, pending.Place) : null;
    }

    private NamedSchema Define(JsonValue node, string space, JsonPlace place)
    {
        if (_defined.TryGetValue(node, out var schema))
            return schema;
        var fullName = DefinitionParts.FullName(node, space, place);
        if (_known.ContainsKey(fullName))
            throw place.Error(node, $"\"{fullName}\" is defined twice");
        var doc = DefinitionParts.Doc(node);
        var own = DefinitionParts.NamespaceOf(fullName);
        var aliases = DefinitionParts.Aliases(node, own, place, simpleOnly: false);
        switch (node["type"]!.Text)
        {
            case "enum":
                schema = ParseEnum(node, place, fullName, doc, aliases);
                break;
            case "fixed":
                schema = ParseFixed(node, place, fullName, doc, aliases);
                break;
            default:
                var record = new RecordSchema(
                    fullName, doc, aliases, node["type"]!.Text == "error", DefinitionParts.Properties(node, "name", "namespace", "doc", "aliases", "fields"));
                // Known before its fields are read: they may refer to it.
                Add(record, node, place);
                record.Fields = ParseFields(node, own, place);
                return record;
        }

        Add(schema, node, place);
        return schema;
    }

    private void Add(NamedSchema schema, JsonValue node, JsonPlace place)
    {
        schema.DefinedAt = (place.Source, node.Line, node.Column);
        _known.Add(schema.Name, schema);
        _defined.Add(node, schema);
    }

    private List<AvroField> ParseFields(JsonValue node, string space, JsonPlace place)
    {
        if (node["fields"] is not { Kind: JsonKind.Array } list)
            throw place.Error(node, "a record needs fields, an array");
        var fields = new List<AvroField>(list.Items.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var (item, at) = (list.Items[i], place["fields"][i]);
            if (item.Kind != JsonKind.Object)
                throw at.Error(item, "a field is an object");
            var name = DefinitionParts.Text(item, "name", at) ?? throw at.Error(item, "a field needs a name");
            if (!SchemaNames.IsName(name))
                throw at["name"].Error(item["name"]!, $"\"{name}\" is no lawful name: letters, digits and _, no digit first");
            if (!names.Add(name))
                throw at["name"].Error(item["name"]!, $"the record has two fields \"{name}\"");
            var order = DefinitionParts.Text(item, "order", at);
            if (order is not (null or "ascending" or "descending" or "ignore"))
                throw at["order"].Error(item["order"]!, "the order is ascending, descending or ignore");
            var type = item["type"] ?? throw at.Error(item, "a field needs a type");
            var schema = ParseType(type, space, at["type"]);
            var field = new AvroField(
                name,
                i,
                schema,
                DefinitionParts.Doc(item),
                DefinitionParts.Aliases(item, "", at, simpleOnly: true),
                order,
                item["default"],
                DefinitionParts.Properties(item, "name", "doc", "aliases", "order", "default"));
            if (field.HasDefault)
                _defaults.Add((field, at["default"]));
            fields.Add(field);
        }

        return fields;
    }

    private static EnumSchema ParseEnum(JsonValue node, JsonPlace place, string fullName, string? doc, IReadOnlyList<string> aliases)
    {
        if (node["symbols"] is not { Kind: JsonKind.Array } list)
            throw place.Error(node, "an enum needs symbols, an array");
        var symbols = new List<string>(list.Items.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var symbol = list.Items[i];
            if (symbol.Kind != JsonKind.String || !SchemaNames.IsName(symbol.Text))
                throw place["symbols"][i].Error(symbol, "a symbol is letters, digits and _, no digit first");
            if (!names.Add(symbol.Text))
                throw place["symbols"][i].Error(symbol, $"the enum has the symbol \"{symbol.Text}\" twice");
            symbols.Add(symbol.Text);
        }

        var fallback = DefinitionParts.Text(node, "default", place);
        if (fallback is not null && !names.Contains(fallback))
            throw place["default"].Error(node["default"]!, $"the default \"{fallback}\" is no symbol of the enum");
        return new EnumSchema(
            fullName, doc, aliases, symbols, fallback, DefinitionParts.Properties(node, "name", "namespace", "doc", "aliases", "symbols", "default"));
    }

    private static FixedSchema ParseFixed(JsonValue node, JsonPlace place, string fullName, string? doc, IReadOnlyList<string> aliases)
    {
        if (node["size"] is not { Kind: JsonKind.Number } text
            || !int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            throw place.Error(node, "a fixed needs a size, a number of bytes from 0");
        }

        var properties = DefinitionParts.Properties(node, "name", "namespace", "doc", "aliases", "size");
        return new FixedSchema(fullName, doc, aliases, size, LogicalTypes.Apply(properties, AvroKind.Fixed, size));
    }

    private UnionSchema ParseUnion(JsonValue node, string space, JsonPlace place)
    {
        var branches = new List<AvroSchema>(node.Items.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < node.Items.Count; i++)
        {
            var branch = ParseType(node.Items[i], space, place[i]);
            if (branch is UnionSchema)
                throw place[i].Error(node.Items[i], "a union may not stand directly in a union");
            if (!names.Add(branch.Name))
                throw place[i].Error(node.Items[i], $"the union has \"{branch.Name}\" twice");
            branches.Add(branch);
        }

        return new UnionSchema(branches);
    }

    // Last of all: a default may be of a record that was not complete when the field was read.
    private void CheckDefaults()
    {
        foreach (var (field, place) in _defaults)
            DefaultRules.Check(field.Schema, field.Default!, place);
        _defaults.Clear();
    }

    private readonly record struct PendingDefinition(JsonValue Node, string Space, JsonPlace Place);
}
