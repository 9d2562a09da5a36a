using Millrace.Hosting.Tests.Workers;
using Millrace.Kafka;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Hosting.Tests.Running;

/// <summary>With what a worker process ends, and what it says then.</summary>
[Collection(WorkerCluster.Name)]
public sealed class ExitTests(WorkerCluster cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task A_missing_topic_ends_it_with_4_and_one_line()
    {
        KafkaHome.Require();
        using var worker = WorkerProcess.Start(("input", "no-such-input"), ("output", "no-such-output"), ("Millrace:BootstrapServers", cluster.Options.BootstrapServers));

        Assert.Equal(ExitCodes.TopicMissing, await worker.ExitCodeWithin(Soon));
        var line = Assert.Single(worker.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("millrace: topics no-such-input, no-such-output do not exist", line, StringComparison.Ordinal);
        Assert.Contains("millrace topics create", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_configuration_ends_it_with_2_and_tells_all_of_it()
    {
        using var worker = WorkerProcess.Start(("Millrace:Threads", "many"), ("Millrace:CommitIntervall", "00:00:01"), ("Millrace:Guarantee", "Sometimes"), ("input", "a"), ("output", "b"));

        Assert.Equal(ExitCodes.WrongUse, await worker.ExitCodeWithin(Soon));
        var line = Assert.Single(worker.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Millrace:Threads is 'many': it is a whole number", line, StringComparison.Ordinal);
        Assert.Contains("Millrace:CommitIntervall is not a setting", line, StringComparison.Ordinal);
        Assert.Contains("Millrace:Guarantee is 'Sometimes': it is one of ExactlyOnce, AtLeastOnce", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_broker_it_waits_and_says_so_until_it_is_told_to_stop()
    {
        using var worker = WorkerProcess.Start(("input", "a"), ("output", "b"), ("Millrace:BootstrapServers", "localhost:9499"));
        while (!worker.Output.Contains("Waiting:", StringComparison.Ordinal))
        {
            Assert.False(worker.HasExited, worker.Errors);
            await Task.Delay(50);
        }

        worker.Terminate();
        Assert.Equal(ExitCodes.Success, await worker.ExitCodeWithin(Soon));
    }

    [Fact]
    public async Task A_health_port_that_is_taken_ends_it_with_2_and_is_named()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        using var worker = WorkerProcess.Start(("input", "a"), ("output", "b"), ("Millrace:BootstrapServers", "localhost:9499"), ("Millrace:Health:Port", $"{port}"), ("Millrace:Health:Host", "0.0.0.0"));

        Assert.Equal(ExitCodes.WrongUse, await worker.ExitCodeWithin(Soon));
        Assert.StartsWith($"millrace: wrong configuration: Millrace:Health:Port is {port}: it is a free port", Assert.Single(worker.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(TopicMissingException), ExitCodes.TopicMissing)]
    [InlineData(typeof(AuthenticationFailedException), ExitCodes.Refused)]
    [InlineData(typeof(AuthorizationFailedException), ExitCodes.Refused)]
    [InlineData(typeof(BrokerUnavailableException), ExitCodes.NoBroker)]
    [InlineData(typeof(KafkaFatalException), ExitCodes.Failure)]
    public void Each_kind_of_error_has_its_code(Type type, int code)
    {
        var exception = (Exception)Activator.CreateInstance(type, "the reason", 0, null)!;

        Assert.Equal(code, ExitCodes.For(exception));
        Assert.Equal(code, ExitCodes.For(new AggregateException(exception)));
        Assert.Equal("the reason", ExitCodes.LineFor(exception));
    }

    [Fact]
    public void A_reason_of_several_lines_is_told_in_one() =>
        Assert.Equal("InvalidOperationException: first second", ExitCodes.LineFor(new InvalidOperationException("first\r\n  second\n")));
}
