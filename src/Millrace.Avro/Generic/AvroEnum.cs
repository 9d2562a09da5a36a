namespace Millrace.Avro;

/// <summary>A symbol of an enum whose schema is known at run time alone.</summary>
/// <param name="Schema">The enum.</param>
/// <param name="Index">The symbol's place in it.</param>
public sealed record AvroEnum(EnumSchema Schema, int Index)
{
    /// <summary>The symbol.</summary>
    public string Symbol => Schema.Symbols[Index];

    /// <inheritdoc/>
    public override string ToString() => Symbol;
}
