namespace Millrace.Avro.Generator.Tests;

internal static class Schemas
{
    /// <summary>A record in the namespace <c>acme</c> with one field, <c>value</c>.</summary>
    public static string Record(string name, string type, string? doc = null)
    {
        var quoted = type.StartsWith('{') || type.StartsWith('[') ? type : $"\"{type}\"";
        return $$"""{"type":"record","name":"{{name}}","namespace":"acme","doc":"{{doc}}","fields":[{"name":"value","type":{{quoted}}}]}""";
    }
}
