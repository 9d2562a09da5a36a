using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.Logging;

public sealed class EventIdTests
{
    [Fact]
    public void Every_log_event_has_an_id_of_its_own_in_the_band_of_its_project() =>
        Verdict.NoComplaint(EventIdCheck.Check(Repository.Sources.Where(static source => source.Area != "tests")));

    [Fact]
    public void The_check_sees_the_log_events_that_there_are() =>
        Assert.Contains(Repository.Sources, static source => source.Text.Contains("[LoggerMessage(", StringComparison.Ordinal));

    [Theory]
    [InlineData("[LoggerMessage(LogLevel.Information, \"x\")]", "without an id")]
    [InlineData("[LoggerMessage(2000, LogLevel.Information, \"x\")]", "outside 1000 to 1999")]
    [InlineData("[LoggerMessage(EventId = 999, Level = LogLevel.Information, Message = \"x\")]", "outside 1000 to 1999")]
    public void A_wrong_id_is_found(string attribute, string complaint) =>
        Assert.Contains(complaint, Assert.Single(EventIdCheck.Check([Sample("Millrace.Kafka", attribute)])), StringComparison.Ordinal);

    [Fact]
    public void An_id_that_is_taken_twice_is_found()
    {
        var twice = new[] { Sample("Millrace.Kafka", "[LoggerMessage(1000, LogLevel.Information, \"x\")]"), Sample("Millrace.Kafka", "[LoggerMessage(EventId = 1000, Message = \"y\")]") };

        Assert.Contains("is taken by", Assert.Single(EventIdCheck.Check(twice)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_a_band_is_found() =>
        Assert.Contains("has no band", Assert.Single(EventIdCheck.Check([Sample("Millrace.Avro", "[LoggerMessage(1, LogLevel.Information, \"x\")]")])), StringComparison.Ordinal);

    private static SourceFile Sample(string project, string attribute) =>
        new($"src/{project}/Log.cs", $"static partial class Log {{ {attribute} static partial void Said(ILogger logger); }}");
}
