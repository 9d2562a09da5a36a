using Millrace.Cli.Commands;
using Millrace.Cli.Tests.Support;
using Millrace.Kafka;

namespace Millrace.Cli.Tests.Topics;

/// <summary>What <c>topics create</c> makes is what the workers accept.</summary>
public sealed class TopicNeedsTests
{
    private static readonly Dictionary<string, int> Nothing = [];

    [Fact]
    public void A_log_has_as_many_partitions_as_the_input_that_is_there()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal) { ["hvac.readings"] = 12 };
        var topics = Specify(found, partitions: null);
        Assert.All(topics.Where(t => t.Name.EndsWith("-changelog", StringComparison.Ordinal)), t => Assert.Equal(12, t.Partitions));
        Assert.Null(topics.Single(t => t.Name == "hvac.readings").Partitions);
        Assert.Equal(6, topics.Single(t => t.Name == "hvac.alerts").Partitions);
    }

    [Fact]
    public void A_number_that_is_asked_for_is_asked_of_what_is_there_too()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal) { ["hvac.readings"] = 12 };
        var topics = Specify(found, partitions: 8);
        Assert.Equal(8, topics.Single(t => t.Name == "hvac.readings").Partitions);
        Assert.All(topics.Where(t => t.Name.EndsWith("-changelog", StringComparison.Ordinal)), t => Assert.Equal(12, t.Partitions));
    }

    [Fact]
    public void Where_nothing_is_there_all_have_the_same_number()
    {
        Assert.All(Specify(Nothing, partitions: null), t => Assert.Equal(6, t.Partitions));
        Assert.All(Specify(Nothing, partitions: 3), t => Assert.Equal(3, t.Partitions));
    }

    [Fact]
    public async Task The_list_names_what_is_read_and_written_before_the_logs()
    {
        var topics = (await Invocation.SucceedAsync("topics", "list", "--json")).Json;
        var roles = topics.Select(t => t.GetProperty("role").GetString()).ToList();
        Assert.Equal(roles.OrderBy(r => r == "changelog"), roles);
        var deadLetters = topics.Single(t => t.GetProperty("topic").GetString() == "hvac.readings.dead-letters");
        Assert.Equal("dead-letter", deadLetters.GetProperty("role").GetString());
        var hours = topics.Single(t => t.GetProperty("topic").GetString() == "hvac.energy.hours");
        Assert.Equal(-1, hours.GetProperty("retentionMs").GetInt64());
        Assert.Contains("for ever", (await Invocation.SucceedAsync("topics", "list")).Output, StringComparison.Ordinal);
    }

    private static IReadOnlyList<TopicSpecification> Specify(Dictionary<string, int> found, int? partitions) =>
        TopicNeeds.Of(worker: null).Specify(found, partitions, replication: null);
}
