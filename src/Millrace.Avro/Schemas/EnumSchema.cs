using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>An enum: one of several symbols.</summary>
public sealed partial class EnumSchema : NamedSchema
{
    private readonly Dictionary<string, int> _indexes;

    internal EnumSchema(
        string fullName, string? doc, IReadOnlyList<string> aliases, IReadOnlyList<string> symbols, string? defaultSymbol, SchemaProperties properties)
        : base(AvroKind.Enum, fullName, doc, aliases, properties)
    {
        Symbols = symbols;
        DefaultSymbol = defaultSymbol;
        _indexes = new Dictionary<string, int>(symbols.Count, StringComparer.Ordinal);
        for (var i = 0; i < symbols.Count; i++)
            _indexes.Add(symbols[i], i);
    }

    /// <summary>The symbols, in the order of their indexes.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>What a reader takes for a symbol that it does not know; null where that is an error.</summary>
    public string? DefaultSymbol { get; }

    /// <summary>The symbol's index, or -1.</summary>
    public int IndexOf(string symbol) => _indexes.TryGetValue(symbol, out var index) ? index : -1;
}
