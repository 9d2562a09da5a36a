using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Layering;

/// <summary>Says, in sentences, what stands against the layers; nothing said means that all is well.</summary>
internal static class LayerCheck
{
    private static readonly string[] Product = ["src", "schemas", "topologies"];

    // These speak to a broker as an independent client would, to see what the product did.
    private static readonly string[] IndependentClients = ["Millrace.Integration.Tests"];

    public static IEnumerable<string> Project(ProjectFile project)
    {
        foreach (var (package, owner) in Layers.Owners)
        {
            if (project.Packages.Contains(package) && !Layers.Owns(project.Name, owner) && !IndependentClients.Contains(project.Name))
            {
                yield return $"{project.Path}: only {owner} may refer to the package {package}.";
            }
        }

        if (!Product.Contains(project.Area))
        {
            yield break;
        }

        if (!Layers.Allowed.TryGetValue(project.Name, out var allowed))
        {
            yield return $"{project.Path}: has no place in the layers; give it one in Layers.cs.";
            yield break;
        }

        foreach (var below in project.Projects.Where(below => !allowed.Contains(below)))
        {
            yield return $"{project.Path}: may not refer to {below}.";
        }
    }

    /// <summary>What a compiled assembly uses; it sees references that came through others, which a project file hides.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="references">Simple names of the assemblies that its compiled assembly refers to.</param>
    public static IEnumerable<string> Assembly(string project, IEnumerable<string> references)
    {
        var allowed = Layers.Allowed[project];
        foreach (var reference in references)
        {
            if (Layers.Allowed.ContainsKey(reference) && !allowed.Contains(reference))
            {
                yield return $"{project}: its assembly uses {reference}, which it may not refer to.";
            }

            if (Layers.Owners.TryGetValue(reference, out var owner) && project != owner)
            {
                yield return $"{project}: its assembly uses {reference}, which only {owner} may name.";
            }
        }
    }

    public static IEnumerable<string> Source(SourceFile source)
    {
        if (IndependentClients.Contains(source.Project))
        {
            yield break;
        }

        foreach (var name in source.Tree.DescendantNodes().OfType<NameSyntax>().Where(static name => name.Parent is not QualifiedNameSyntax))
        {
            foreach (var (named, owner) in Layers.Owners)
            {
                if (StartsWith(name, named) && !Layers.Owns(source.Project, owner))
                {
                    yield return $"{source.At(name)}: only {owner} may name {named}.";
                }
            }
        }

        foreach (var token in source.Tree.DescendantTokens())
        {
            foreach (var (prefix, owner) in Layers.NativeOwners)
            {
                if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText.StartsWith(prefix, StringComparison.Ordinal) && !Layers.Owns(source.Project, owner))
                {
                    yield return $"{source.At(token.GetLocation())}: only {owner} may bind {token.ValueText}.";
                }
            }
        }
    }

    // 'Confluent.Kafka' in a using or before a type; a lone identifier such as a member named RocksDB is no reference.
    private static bool StartsWith(NameSyntax name, string named) =>
        (name is QualifiedNameSyntax && (name.ToString() + ".").StartsWith(named + ".", StringComparison.Ordinal))
        || (name.Parent is UsingDirectiveSyntax && name.ToString() == named)
        || (name.Parent is MemberAccessExpressionSyntax member && (member.ToString() + ".").StartsWith(named + ".", StringComparison.Ordinal));
}
