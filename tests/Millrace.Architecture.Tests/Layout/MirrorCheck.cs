using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Layout;

/// <summary>tests/ mirrors src/ and topologies/.</summary>
internal static class MirrorCheck
{
    // The test driver is exercised by every test of the DSL.
    private static readonly string[] TestedElsewhere = ["Millrace.Testing"];

    public static IEnumerable<string> Check(IReadOnlyCollection<ProjectFile> projects)
    {
        var names = projects.Select(static project => project.Name).ToHashSet(StringComparer.Ordinal);
        return projects
            .Where(project => project.Area is "src" or "topologies" && !TestedElsewhere.Contains(project.Name) && !names.Contains(project.Name + ".Tests"))
            .Select(static project => $"tests/{project.Name}.Tests is missing.");
    }
}
