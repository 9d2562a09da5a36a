using Millrace.Graph;

namespace Millrace.Documentation.Tests.Snippets;

/// <summary>Compares what a guide shows of a topology's description with the description.</summary>
internal static class Drawn
{
    public static void As(Topology topology, params string[] lines)
    {
        var text = TopologyDescription.Of(new StreamsBuilder().Add(topology).Build("app")).ToText();
        Assert.All(lines, line => Assert.Contains(line, text, StringComparison.Ordinal));
    }
}
