using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Logging;

/// <summary>Log events: each has an id of its own, in the band of its project.</summary>
internal static class EventIdCheck
{
    private const int BandSize = 1000;

    /// <summary>The first id of each project's band of a thousand.</summary>
    public static IReadOnlyDictionary<string, int> Bands { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Millrace.Kafka"] = 1000,
        ["Millrace.RocksDb"] = 2000,
        ["Millrace.SchemaRegistry"] = 3000,
        ["Millrace.Hosting"] = 4000,
        ["Millrace.Archive"] = 5000,
        ["Millrace.Simulation"] = 6000,
        ["Millrace.Cli"] = 7000,
        ["Hvac"] = 8000,
        ["ColdPath"] = 9000,
    };

    public static IEnumerable<string> Check(IEnumerable<SourceFile> sources)
    {
        var taken = new Dictionary<int, string>();
        foreach (var source in sources)
        {
            foreach (var attribute in source.Tree.DescendantNodes().OfType<AttributeSyntax>().Where(static attribute => attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute"))
            {
                var at = source.At(attribute);
                if (EventId(attribute) is not { } id)
                {
                    yield return $"{at}: a log event without an id.";
                    continue;
                }

                if (!Bands.TryGetValue(source.Project, out var band))
                {
                    yield return $"{at}: {source.Project} has no band of event ids.";
                }
                else if (id < band || id >= band + BandSize)
                {
                    yield return $"{at}: event id {id} lies outside {band} to {band + BandSize - 1}, the band of {source.Project}.";
                }

                if (!taken.TryAdd(id, at))
                {
                    yield return $"{at}: event id {id} is taken by {taken[id]}.";
                }
            }
        }
    }

    // Either 'EventId = 1000' or the first argument.
    private static int? EventId(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? [];
        var argument = arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.ToString() == "EventId" || argument.NameColon?.Name.ToString() == "eventId")
            ?? arguments.FirstOrDefault(static argument => argument.NameEquals is null && argument.NameColon is null);
        return argument?.Expression is LiteralExpressionSyntax { Token.Value: int id } ? id : null;
    }
}
