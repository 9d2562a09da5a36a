using Millrace.Avro;
using Millrace.Cli.Infrastructure;

namespace Millrace.Cli.Commands.Schemas;

/// <summary>The schemas of a folder, as the generator reads them: all <c>.avsc</c> files in it and below, which may refer to each other.</summary>
internal static class SchemaFolder
{
    /// <summary>The records by their full names.</summary>
    /// <exception cref="UsageException">There is no such folder, nothing in it, or a file breaks a rule: the message says where.</exception>
    public static IReadOnlyDictionary<string, AvroSchema> Read(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            throw new UsageException($"<folder>: '{folder}' does not exist");
        }

        var files = folder.GetFiles("*.avsc", SearchOption.AllDirectories)
            .Select(file => file.FullName)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
        {
            throw new UsageException($"<folder>: there is no .avsc file in '{folder}'");
        }

        try
        {
            return AvroSchema.ParseSet(files.Select(path => new AvroSchemaSource(Path.GetRelativePath(Environment.CurrentDirectory, path), File.ReadAllText(path))))
                .OfType<RecordSchema>()
                .ToDictionary(schema => schema.Name, schema => (AvroSchema)schema, StringComparer.Ordinal);
        }
        catch (AvroSchemaException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
