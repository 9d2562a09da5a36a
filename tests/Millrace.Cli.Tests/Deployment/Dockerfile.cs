using System.Text.RegularExpressions;

namespace Millrace.Cli.Tests.Deployment;

/// <summary>What the Dockerfile says that the program has a say in.</summary>
internal sealed partial record Dockerfile(IReadOnlySet<string> Stages, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Assemblies, string? LastUserBeforePrograms)
{
    public static Dockerfile Parse(string text)
    {
        // A line that ends in a backslash goes on.
        var lines = text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');
        return new(
            lines.Select(static line => Stage().Match(line)).Where(static match => match.Success).Select(static match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal),
            lines.Where(static line => line.StartsWith("ENV ", StringComparison.Ordinal))
                .SelectMany(static line => line[4..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(static pair => pair.Split('=', 2))
                .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal),
            [.. lines.Where(static line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal)).Select(static line => Assembly().Match(line).Value)],
            lines.TakeWhile(static line => !line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal)).LastOrDefault(static line => line.StartsWith("USER ", StringComparison.Ordinal))?[5..]);
    }

    [GeneratedRegex("^FROM .* AS (?<name>[a-z-]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stage();

    [GeneratedRegex("[A-Za-z.]+\\.dll", RegexOptions.None, 1000)]
    private static partial Regex Assembly();
}
