using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Schemas;

/// <summary>Reads the attributes that several kinds of definitions share.</summary>
internal static class DefinitionParts
{
    public static string FullName(JsonValue node, string space, JsonPlace place)
    {
        var name = Text(node, "name", place) ?? throw place.Error(node, $"a {node["type"]!.Text} needs a name");
        if (!SchemaNames.IsFullName(name))
            throw place["name"].Error(node["name"]!, $"\"{name}\" is no lawful name: letters, digits and _, no digit first");
        var own = Text(node, "namespace", place);
        if (!string.IsNullOrEmpty(own) && !SchemaNames.IsFullName(own!))
            throw place["namespace"].Error(node["namespace"]!, $"\"{own}\" is no lawful namespace: names joined by dots");
        var fullName = SchemaNames.Qualify(name, own ?? space);
        if (SchemaNames.IsPrimitive(fullName, out _))
            throw place["name"].Error(node["name"]!, $"\"{fullName}\" is the name of a primitive type");
        return fullName;
    }

    public static string NamespaceOf(string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        return dot < 0 ? "" : fullName.Substring(0, dot);
    }

    public static string? Text(JsonValue node, string name, JsonPlace place) => node[name] switch
    {
        null => null,
        { Kind: JsonKind.String } text => text.Text,
        var other => throw place[name].Error(other, $"the {name} is a text"),
    };

    // Documentation decides nothing: what is no text is passed over.
    public static string? Doc(JsonValue node) => node["doc"] is { Kind: JsonKind.String } doc ? doc.Text : null;

    public static IReadOnlyList<string> Aliases(JsonValue node, string space, JsonPlace place, bool simpleOnly)
    {
        if (node["aliases"] is not { } list)
            return [];
        if (list.Kind != JsonKind.Array)
            throw place["aliases"].Error(list, "aliases are an array");
        var aliases = new List<string>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var alias = list.Items[i];
            var lawful = alias.Kind == JsonKind.String && (simpleOnly ? SchemaNames.IsName(alias.Text) : SchemaNames.IsFullName(alias.Text));
            if (!lawful)
                throw place["aliases"][i].Error(alias, "an alias is a lawful name");
            aliases.Add(SchemaNames.Qualify(alias.Text, space));
        }

        return aliases;
    }

    /// <summary>All members but the type and those named.</summary>
    public static SchemaProperties Properties(JsonValue node, params string[] known)
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        foreach (var member in node.Members)
        {
            if (member.Key != "type" && Array.IndexOf(known, member.Key) < 0)
                members.Add(member);
        }

        return members.Count == 0 ? SchemaProperties.None : new SchemaProperties(members, default);
    }
}
