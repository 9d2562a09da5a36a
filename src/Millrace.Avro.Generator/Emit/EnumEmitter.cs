namespace Millrace.Avro.Generator.Emit;

/// <summary>An enum, and its symbols as the schema spells them.</summary>
internal static class EnumEmitter
{
    public static void Emit(EnumSchema schema, SourceWriter output)
    {
        var name = CSharpNames.Simple(schema);
        var members = CSharpNames.Members(schema);

        output.Summary(schema.Doc, $"The enum <c>{schema.Name}</c>; each member's number is its index in the schema.");
        output.Open($"public enum {name}");
        for (var i = 0; i < members.Count; i++)
            output.Line($"/// <summary>The symbol <c>{schema.Symbols[i]}</c>.</summary>").Line($"{members[i]} = {i},");
        output.Close().Line();

        output.Line($"/// <summary>The members of <see cref=\"{name}\"/> as the schema spells them.</summary>");
        output.Open($"public static class {name}Symbols");
        output.Line("/// <summary>The symbol in the schema.</summary>");
        output.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The value is no member.</exception>");
        output.Open($"public static string ToSymbol(this {name} value) => value switch");
        for (var i = 0; i < members.Count; i++)
            output.Line($"{name}.{members[i]} => \"{schema.Symbols[i]}\",");
        output.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(value), value, null),");
        output.Close(";").Line();

        output.Line("/// <summary>Finds the member of a symbol.</summary>");
        output.Open($"public static bool TryParse(string? symbol, out {name} value)");
        output.Line($"int index = symbol switch");
        output.Open();
        for (var i = 0; i < members.Count; i++)
            output.Line($"\"{schema.Symbols[i]}\" => {i},");
        output.Line("_ => -1,");
        output.Close(";");
        output.Line($"value = index < 0 ? default : ({name})index;");
        output.Line("return index >= 0;");
        output.Close();
        output.Close();
    }
}
