using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>A union: a value of one of several types.</summary>
public sealed class UnionSchema : AvroSchema
{
    internal UnionSchema(IReadOnlyList<AvroSchema> branches) : base(AvroKind.Union, SchemaProperties.None)
    {
        Branches = branches;
        NullIndex = IndexOf("null");
    }

    /// <summary>The types, in the order of their indexes.</summary>
    public IReadOnlyList<AvroSchema> Branches { get; }

    /// <summary>The index of null, or -1.</summary>
    public int NullIndex { get; }

    /// <inheritdoc/>
    public override string Name => "union";

    /// <summary>The index of the branch with that <see cref="AvroSchema.Name"/>, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Branches.Count; i++)
        {
            if (Branches[i].Name == name)
                return i;
        }

        return -1;
    }
}
