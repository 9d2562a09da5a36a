using System.Text.RegularExpressions;
using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests;

/// <summary>What documents point at is there.</summary>
public sealed partial class LinkTests
{
    // Folders of the checkout: a path in code style that begins with one of them is taken at its word.
    private static readonly string[] Areas = ["src", "tests", "topologies", "schemas", "docs", "eng", "benchmarks", ".ci"];

    [Fact]
    public void Every_link_leads_somewhere() =>
        Verdict.NoComplaint(Checkout.Pages.SelectMany(static page => Links(page)));

    [Fact]
    public void Every_path_that_is_named_exists() =>
        Verdict.NoComplaint(Checkout.Pages.SelectMany(static page => Paths(page)));

    [Fact]
    public void A_link_or_a_path_that_leads_nowhere_is_found()
    {
        var page = Page.Parse("docs/a.md", "# Top\n[gone](gone.md), [here](#top), [lost](#nowhere), [out](https://example.org), [up](../README.md#no-such-part)\n`src/Gone/Gone.cs`, `src/*/*.csproj`, `src`");

        Assert.Equal(
            ["docs/a.md:2: gone.md does not exist.", "docs/a.md:2: #nowhere is no heading of docs/a.md.", "docs/a.md:2: #no-such-part is no heading of README.md."],
            Links(page));
        Assert.Equal(["docs/a.md:3: src/Gone/Gone.cs does not exist."], Paths(page));
    }

    private static IEnumerable<string> Links(Page page)
    {
        foreach (var (number, text) in page.Prose)
        {
            foreach (Match match in Link().Matches(Code().Replace(text, "")))
            {
                var target = match.Groups["target"].Value;
                if (Complaint(page, target) is { } complaint)
                {
                    yield return $"{page.Path}:{number}: {complaint}";
                }
            }
        }
    }

    private static string? Complaint(Page page, string target)
    {
        if (Uri.TryCreate(target, UriKind.Absolute, out _))
        {
            return null;
        }

        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? page.Path : Relative(page, parts[0]);
        if (parts[0].Length > 0 && !Checkout.Exists(path))
        {
            return $"{parts[0]} does not exist.";
        }

        var there = parts[0].Length == 0 ? page : Checkout.Pages.FirstOrDefault(other => other.Path == path);
        return parts.Length == 1 || there is null || Anchors(there).Contains(parts[1]) ? null : $"#{parts[1]} is no heading of {path}.";
    }

    private static string Relative(Page page, string target) =>
        Path.GetRelativePath(Checkout.Root, Path.GetFullPath(Path.Combine(Checkout.Root, page.Folder, target))).Replace('\\', '/');

    // As GitHub makes them: lower case, blanks to hyphens, without punctuation.
    private static HashSet<string> Anchors(Page page) =>
        [.. page.Prose.Where(static line => line.Text.StartsWith('#')).Select(static line =>
            NotInAnchors().Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    private static IEnumerable<string> Paths(Page page)
    {
        var written = page.Fences.Select(static fence => fence.Marker.File).OfType<string>().ToList();
        foreach (var (number, text) in page.Prose)
        {
            foreach (Match match in Code().Matches(text))
            {
                var path = match.Value.Trim('`').TrimEnd('/');
                if (IsPath(path) && !Matches(path) && !written.Exists(file => file == path || file.StartsWith(path + "/", StringComparison.Ordinal)))
                {
                    yield return $"{page.Path}:{number}: {path} does not exist.";
                }
            }
        }
    }

    private static bool IsPath(string text) =>
        text.Contains('/', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) && Areas.Contains(text.Split('/')[0]);

    private static bool Matches(string path)
    {
        if (!path.Contains('*', StringComparison.Ordinal))
        {
            return Checkout.Exists(path);
        }

        var pattern = new Regex("^" + Regex.Escape(path).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1));
        return Checkout.Walk(Path.Combine(Checkout.Root, path.Split('/')[0]), "*").Any(pattern.IsMatch);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]+`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotInAnchors();
}
