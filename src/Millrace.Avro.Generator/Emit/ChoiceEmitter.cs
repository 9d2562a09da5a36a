namespace Millrace.Avro.Generator.Emit;

/// <summary>A union of several types: an abstract record with a case for each branch but null.</summary>
internal static class ChoiceEmitter
{
    public static void Emit(UnionSchema union, string name, TypeScope scope, SourceWriter output)
    {
        var cases = Cases(union);
        output.Line($"/// <summary>A union: one of its cases.</summary>");
        output.Open($"public abstract record {name}");
        output.Line($"private {name}()").Open().Close().Line();
        var types = union.Branches.Select(branch => CSharpTypes.Of(branch, scope)).ToList();
        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (i == union.NullIndex)
                continue;
            output.Line($"/// <summary>The branch <c>{union.Branches[i].Name}</c>.</summary>");
            output.Line("/// <param name=\"Value\">The value.</param>");
            output.Line($"public sealed record {cases[i]}({types[i]} Value) : {name};").Line();
            // C# has no conversions from interfaces, and two from one type would be ambiguous.
            if (union.Branches[i] is ArraySchema or MapSchema || types.Count(type => type == types[i]) > 1)
                continue;
            output.Line($"/// <summary>The value as the branch <c>{union.Branches[i].Name}</c>.</summary>");
            output.Line($"public static implicit operator {name}({types[i]} value) => new {cases[i]}(value);").Line();
        }

        output.Close().Line();
    }

    /// <summary>The cases' names, in the order of the branches; null's is not used.</summary>
    public static IReadOnlyList<string> Cases(UnionSchema union) =>
        CSharpNames.Cases(union.Branches.Select(branch => branch is NamedSchema named ? named.SimpleName : branch.Kind.ToString()));
}
