using Millrace.Avro;

namespace Millrace.Cli.Commands.Schemas;

/// <summary>What has changed from one schema to another, for people: field by field.</summary>
internal static class SchemaDifferences
{
    /// <summary>The changes, in the order of the newer schema's fields, removed ones last; empty where there are none.</summary>
    public static IReadOnlyList<string> Between(AvroSchema old, AvroSchema @new)
    {
        var changes = new List<string>();
        Compare("", old, @new, changes, []);
        return changes;
    }

    private static void Compare(string path, AvroSchema old, AvroSchema @new, List<string> changes, HashSet<string> seen)
    {
        if (AvroSchemaComparer.Complete.Equals(old, @new))
        {
            return;
        }

        switch (old, @new)
        {
            case (RecordSchema from, RecordSchema to) when from.Name == to.Name:
                if (seen.Add(to.Name))
                {
                    CompareRecords(path, from, to, changes, seen);
                }

                break;
            case (EnumSchema from, EnumSchema to) when from.Name == to.Name:
                CompareEnums(path, from, to, changes);
                break;
            case (ArraySchema from, ArraySchema to):
                Compare(path + "[]", from.Items, to.Items, changes, seen);
                break;
            case (MapSchema from, MapSchema to):
                Compare(path + "{}", from.Values, to.Values, changes, seen);
                break;
            case (UnionSchema from, UnionSchema to) when from.Branches.Select(b => b.Name).SequenceEqual(to.Branches.Select(b => b.Name)):
                foreach (var (before, after) in from.Branches.Zip(to.Branches))
                {
                    Compare(path, before, after, changes, seen);
                }

                break;
            default:
                var (was, isNow) = (Show(old), Show(@new));
                changes.Add(was == isNow ? $"~ {Label(path)}: attributes changed" : $"~ {Label(path)}: {was} -> {isNow}");
                break;
        }
    }

    private static void CompareRecords(string path, RecordSchema old, RecordSchema @new, List<string> changes, HashSet<string> seen)
    {
        var before = path.Length == 0 ? "" : path + ".";
        var known = changes.Count;
        foreach (var field in @new.Fields)
        {
            var at = before + field.Name;
            if ((old.Find(field.Name) ?? field.Aliases.Select(old.Find).FirstOrDefault(found => found is not null)) is not { } earlier)
            {
                changes.Add($"+ {at}: {Show(field.Schema)}{Default(field)}");
                continue;
            }

            if (earlier.Name != field.Name)
            {
                changes.Add($"~ {at}: was called {earlier.Name}");
            }

            Compare(at, earlier.Schema, field.Schema, changes, seen);
            if (earlier.DefaultJson != field.DefaultJson)
            {
                changes.Add($"~ {at}: default {earlier.DefaultJson ?? "none"} -> {field.DefaultJson ?? "none"}");
            }
        }

        changes.AddRange(old.Fields
            .Where(field => @new.Find(field.Name) is null && !@new.Fields.Any(other => other.Aliases.Contains(field.Name, StringComparer.Ordinal)))
            .Select(field => $"- {before}{field.Name}: {Show(field.Schema)}"));
        if (changes.Count == known)
        {
            // What is left is said to people only, or is the fields' order.
            var sameOrder = old.Fields.Select(f => f.Name).SequenceEqual(@new.Fields.Select(f => f.Name), StringComparer.Ordinal);
            changes.Add($"~ {Label(path)}: {(sameOrder ? "documentation, aliases or attributes changed" : "another order of fields")}");
        }
    }

    private static void CompareEnums(string path, EnumSchema old, EnumSchema @new, List<string> changes)
    {
        var known = changes.Count;
        changes.AddRange(@new.Symbols.Except(old.Symbols, StringComparer.Ordinal).Select(symbol => $"+ {Label(path)}: symbol {symbol}"));
        changes.AddRange(old.Symbols.Except(@new.Symbols, StringComparer.Ordinal).Select(symbol => $"- {Label(path)}: symbol {symbol}"));
        if (old.DefaultSymbol != @new.DefaultSymbol)
        {
            changes.Add($"~ {Label(path)}: default symbol {old.DefaultSymbol ?? "none"} -> {@new.DefaultSymbol ?? "none"}");
        }

        if (changes.Count == known)
        {
            changes.Add($"~ {Label(path)}: order of symbols, documentation or attributes changed");
        }
    }

    private static string Label(string path) => path.Length == 0 ? "the schema" : path;

    private static string Default(AvroField field) => field.HasDefault ? $" = {field.DefaultJson}" : ", without a default";

    private static string Show(AvroSchema schema) => schema switch
    {
        UnionSchema union => string.Join(" | ", union.Branches.Select(Show)),
        ArraySchema array => $"array of {Show(array.Items)}",
        MapSchema map => $"map of {Show(map.Values)}",
        NamedSchema named => named.Name,
        _ => schema.LogicalType.Kind == AvroLogicalKind.None ? schema.Name : $"{schema.Name} ({schema.LogicalType.Kind})",
    };
}
