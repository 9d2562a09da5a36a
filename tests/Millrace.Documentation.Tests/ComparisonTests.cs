using System.Reflection;
using System.Text.RegularExpressions;
using Millrace.Documentation.Tests.Comparing;
using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests;

/// <summary>What the pages for those who come from other libraries show beside their calls is code too.</summary>
public sealed partial class ComparisonTests
{
    private const string KafkaStreams = "docs/guide/from-kafka-streams.md";
    private const string Streamiz = "docs/guide/from-streamiz.md";

    private static readonly Type[] Dsl =
    [
        typeof(StreamsBuilder), typeof(KStream<,>), typeof(KTable<,>), typeof(GlobalKTable<,>), typeof(KGroupedStream<,>), typeof(KGroupedTable<,>),
        typeof(TimeWindowedKStream<,>), typeof(SessionWindowedKStream<,>), typeof(CogroupedKStream<,>), typeof(TimeWindowedCogroupedKStream<,>),
        typeof(SessionWindowedCogroupedKStream<,>), typeof(BranchedKStream<,>),
    ];

    [Theory]
    [InlineData(KafkaStreams)]
    [InlineData(Streamiz)]
    public void Every_call_in_a_table_compiles_and_makes_a_topology_that_can_be_built(string path) =>
        Verdict.NoComplaint(new ComparedPage(Open(path)).Complaints());

    [Fact]
    public void Every_operator_of_the_dsl_is_shown_to_those_who_come_from_kafka_streams()
    {
        var shown = ComparedCall.In(Open(KafkaStreams)).SelectMany(static call => call.Code).SelectMany(static code => Called().Matches(code)).Select(static match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Verdict.NoComplaint(Operators().Except(shown).Order(StringComparer.Ordinal).Select(static name => $"{KafkaStreams} shows no call of {name}."));
    }

    [Theory]
    [InlineData(KafkaStreams)]
    [InlineData(Streamiz)]
    public void Settings_that_are_named_are_there(string path)
    {
        var known = MarkdownTables.Under(Open("docs/operations/running.md"), "Configuration").Select(static row => row[0]).ToHashSet(StringComparer.Ordinal);
        var named = Open(path).Prose.SelectMany(static line => Setting().Matches(line.Text)).Select(static match => match.Groups["key"].Value).ToList();

        Assert.NotEmpty(named);
        Verdict.NoComplaint(named.Except(known, StringComparer.Ordinal).Where(static key => !key.StartsWith("Millrace:Kafka:", StringComparison.Ordinal)).Select(key => $"{path}: there is no setting {key}."));
    }

    [Fact]
    public void A_call_that_does_not_compile_or_makes_no_topology_is_found()
    {
        var page = new ComparedPage(Page.Parse("a.md", $$"""
            ```csharp
            private sealed class Calls : Topology
            {
                protected override void Define(StreamsBuilder streams)
                {
                    var stream = streams.Stream<string, string>("lines");
                    {{ComparedPage.Place}}
                }
            }
            ```

            | Java | Millrace | |
            |---|---|---|
            | `count()` | `stream.GroupByKey().Count("a")` and `stream.To("b")` | |
            | `by()` | `stream.SelectKey((_, v) => v).GroupByKey().Count("a")` | |
            | `print()` | not there | |
            | `nothing()` | nothing | |
            """));

        var complaints = page.Complaints().ToList();
        Assert.Equal("a.md:17: shows no call and does not say that there is none.", complaints[0]);
        Assert.StartsWith("a.md:15: The topology cannot be built", Assert.Single(complaints.Skip(1)), StringComparison.Ordinal);

        var broken = new ComparedPage(Page.Parse("a.md", $"```csharp\nprivate static void Calls()\n{{\n{ComparedPage.Place}\n}}\n```\n\n| a | Millrace |\n|---|---|\n| b | `1.Minutes()` |\n| c | `Gone()` |"));
        Assert.StartsWith("a.md:11: CS0103", Assert.Single(broken.Complaints()), StringComparison.Ordinal);
    }

    private static Page Open(string path) => Checkout.Pages.Single(page => page.Path == path);

    private static IEnumerable<string> Operators()
    {
        var methods = Dsl.SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Concat(typeof(Topology).Assembly.GetExportedTypes()
                .Where(static type => type is { IsAbstract: true, IsSealed: true })
                .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
                .Where(static method => method.GetParameters() is [{ ParameterType: { IsGenericType: true } first }, ..] && Dsl.Contains(first.GetGenericTypeDefinition())));
        return methods.Where(static method => !method.IsSpecialName).Select(static method => method.Name).Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\.(?<name>\w+)(<[^>(]+>)?\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Called();

    [GeneratedRegex("`(?<key>Millrace:[^`=]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
