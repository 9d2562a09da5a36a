using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests;

/// <summary>What documents show as code is code: compiled here, and run by the tests beside it.</summary>
public sealed class SnippetTests
{
    private static readonly string[] Code = ["csharp", "cs", "xml", "json"];

    [Fact]
    public void Every_block_of_code_shows_a_compiled_region() =>
        Verdict.NoComplaint(Blocks().SelectMany(static fence => Check(fence, Regions.All)));

    [Fact]
    public void Every_region_is_shown() =>
        Verdict.NoComplaint(Regions.All.Keys.Except(Blocks().Select(static fence => fence.Marker.Snippet!)).Select(static name => $"No document shows the snippet {name}."));

    [Fact]
    public void A_block_that_differs_from_its_region_is_found()
    {
        var page = Page.Parse("a.md", "<!-- snippet: sample -->\n```csharp\nvar a = 2;\n```\n\n```csharp\nvar b = 1;\n```\n<!-- snippet: gone -->\n```csharp\n```");
        var regions = Regions.Parse("Sample.cs", "    // snippet: sample\n    var a = 1;\n    // end snippet\n").ToDictionary();

        Assert.Equal(
            [
                "a.md:2: differs from the snippet sample at its line 1: 'var a = 2;' is 'var a = 1;' there.",
                "a.md:6: shows code that no test compiles; put it into a snippet and name that in a comment above the block.",
                "a.md:10: there is no snippet gone.",
            ],
            page.Fences.SelectMany(fence => Check(fence, regions)));
    }

    private static IEnumerable<Fence> Blocks() =>
        Checkout.Pages
            .Where(static page => page.Path == "README.md" || page.Path.StartsWith("docs/guide/", StringComparison.Ordinal))
            .SelectMany(static page => page.Fences)
            .Where(static fence => Code.Contains(fence.Language));

    private static IEnumerable<string> Check(Fence fence, IReadOnlyDictionary<string, string> regions)
    {
        if (fence.Marker.Snippet is not { } name)
        {
            yield return $"{fence.Place}: shows code that no test compiles; put it into a snippet and name that in a comment above the block.";
            yield break;
        }

        if (!regions.TryGetValue(name, out var region))
        {
            yield return $"{fence.Place}: there is no snippet {name}.";
            yield break;
        }

        var shown = fence.Text.Split('\n');
        var compiled = region.Split('\n');
        for (var i = 0; i < Math.Max(shown.Length, compiled.Length); i++)
        {
            var (here, there) = (shown.ElementAtOrDefault(i), compiled.ElementAtOrDefault(i));
            if (here != there)
            {
                yield return $"{fence.Place}: differs from the snippet {name} at its line {i + 1}: '{here}' is '{there}' there.";
                yield break;
            }
        }
    }
}
