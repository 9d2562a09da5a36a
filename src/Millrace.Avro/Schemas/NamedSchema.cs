using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>A type with a name of its own: a record, an enum or a fixed.</summary>
public abstract class NamedSchema : AvroSchema
{
    private protected NamedSchema(AvroKind kind, string fullName, string? doc, IReadOnlyList<string> aliases, SchemaProperties properties)
        : base(kind, properties)
    {
        Name = fullName;
        Doc = doc;
        Aliases = aliases;
        var dot = fullName.LastIndexOf('.');
        Namespace = dot < 0 ? "" : fullName.Substring(0, dot);
        SimpleName = fullName.Substring(dot + 1);
    }

    /// <summary>Where its definition stands.</summary>
    internal (string? Source, int Line, int Column) DefinedAt { get; set; }

    /// <summary>The full name, with its namespace.</summary>
    public override string Name { get; }

    /// <summary>The name without its namespace.</summary>
    public string SimpleName { get; }

    /// <summary>The namespace; empty where there is none.</summary>
    public string Namespace { get; }

    /// <summary>What it says about itself to people.</summary>
    public string? Doc { get; }

    /// <summary>Full names under which a writer may have known it.</summary>
    public IReadOnlyList<string> Aliases { get; }
}
