using Millrace.Avro.Generator.Diagnostics;
using Millrace.Avro.Generator.Emit;
using Millrace.Avro.Schemas;

namespace Millrace.Avro.Generator.Model;

/// <summary>All schema files of a project, read together.</summary>
internal sealed record SchemaSet(EquatableArray<GeneratedType> Types, EquatableArray<SchemaDiagnostic> Diagnostics)
{
    public static SchemaSet Read(IReadOnlyList<SchemaFile> files, string rootNamespace)
    {
        var diagnostics = new List<SchemaDiagnostic>();
        var schemas = Parse(files, diagnostics);
        var types = new Dictionary<string, GeneratedType>(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, schema) in schemas)
        {
            var found = new List<NamedSchema>();
            NamedTypes.Collect(schema, found);
            if (found.Count == 0)
                diagnostics.Add(SchemaDiagnostic.NothingToGenerate(file.Path));
            foreach (var type in found)
            {
                // A fixed has no C# type of its own.
                if (types.ContainsKey(type.Name) || type is FixedSchema)
                    continue;
                var name = CSharpNames.OfType(type, rootNamespace);
                if (owners.TryGetValue(name, out var owner))
                {
                    diagnostics.Add(SchemaDiagnostic.SameName(type, owner, name));
                    continue;
                }

                owners.Add(name, type.Name);
                if (type is RecordSchema record && StructRules.IsStruct(record) && SchemaShape.IsRecursive(record))
                {
                    diagnostics.Add(SchemaDiagnostic.RecursiveStruct(record));
                    continue;
                }

                types.Add(type.Name, new GeneratedType(type.Name, type.ToString(), rootNamespace));
            }
        }

        return new SchemaSet(new([.. types.Values]), new(diagnostics));
    }

    // A bad file is set aside and the others are read again, so that each says what is wrong with it.
    private static List<(SchemaFile File, AvroSchema Schema)> Parse(IReadOnlyList<SchemaFile> files, List<SchemaDiagnostic> diagnostics)
    {
        var remaining = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        while (true)
        {
            try
            {
                var schemas = AvroSchema.ParseSet(remaining.Select(file => new AvroSchemaSource(file.Path, file.Text)));
                return remaining.Zip(schemas, (file, schema) => (file, schema)).ToList();
            }
            catch (AvroSchemaException e)
            {
                diagnostics.Add(SchemaDiagnostic.Invalid(e));
                remaining.RemoveAll(file => file.Path == e.SchemaSource);
            }
        }
    }
}
