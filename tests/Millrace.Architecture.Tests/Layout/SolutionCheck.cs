using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Layout;

/// <summary>The solution names every project and no other: what it lacks is neither built nor tested by anyone.</summary>
internal static partial class SolutionCheck
{
    public static IEnumerable<string> Check(string solution, IEnumerable<ProjectFile> projects)
    {
        var named = ProjectPath().Matches(solution).Select(static match => match.Groups["path"].Value.Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        var there = projects.Select(static project => project.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. there.Except(named).Order(StringComparer.Ordinal).Select(static path => $"{path} is not in Processing.sln."),
            .. named.Except(there).Order(StringComparer.Ordinal).Select(static path => $"Processing.sln names {path}, which is not there."),
        ];
    }

    [GeneratedRegex("\"(?<path>[^\"]+\\.csproj)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectPath();
}
