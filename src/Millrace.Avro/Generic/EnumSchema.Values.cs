namespace Millrace.Avro;

public sealed partial class EnumSchema
{
    private AvroEnum[]? _values;

    /// <summary>Its symbols as generic values, made once: they do not change.</summary>
    internal AvroEnum[] Values => _values ??= [.. Enumerable.Range(0, Symbols.Count).Select(index => new AvroEnum(this, index))];
}
