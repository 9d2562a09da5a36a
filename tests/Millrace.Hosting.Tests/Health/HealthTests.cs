using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.Hosting.Health;
using Millrace.Kafka;
using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.State;

namespace Millrace.Hosting.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task A_worker_is_live_at_once_and_ready_when_its_tasks_run()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "in", Partitions = 2 }, new TopicSpecification { Name = "out", Partitions = 2 }]);
        using var host = Build(kafka.BootstrapServers);
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Services.GetServices<IHostedService>().OfType<HealthServer>().Single().Address };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode);
        var worker = host.Services.GetRequiredService<KafkaWorker>();
        while (!worker.Status.IsReady)
            await Task.Delay(20);
        var ready = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("ready: 2 tasks run, 0 records behind\n", await ready.Content.ReadAsStringAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task Without_a_broker_it_is_live_but_not_ready()
    {
        using var host = Build("localhost:9498");
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Services.GetServices<IHostedService>().OfType<HealthServer>().Single().Address };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode);
        var ready = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.StartsWith("starting", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public void A_worker_with_a_stuck_thread_is_not_live()
    {
        var status = Status(WorkerState.Running, new TaskThreadStatus(0, 1, TimeSpan.FromSeconds(61)));

        Assert.Equal(new HealthReport(false, "thread 0 has been stuck for 61 s"), HealthReport.Live(status, TimeSpan.FromMinutes(1)));
        Assert.True(HealthReport.Live(status, TimeSpan.FromMinutes(2)).IsGood);
    }

    [Fact]
    public void A_worker_that_failed_is_neither_live_nor_ready()
    {
        Assert.False(HealthReport.Live(Status(WorkerState.Failed), TimeSpan.FromMinutes(1)).IsGood);
        Assert.False(HealthReport.Ready(Status(WorkerState.Failed)).IsGood);
    }

    [Fact]
    public void Why_a_worker_is_not_ready_is_said()
    {
        var status = Status(WorkerState.Starting) with { Waiting = "no broker answers" };

        Assert.Equal(new HealthReport(false, "starting: no broker answers"), HealthReport.Ready(status));
    }

    private static WorkerStatus Status(WorkerState state, params TaskThreadStatus[] threads) => new()
    {
        State = state,
        Tasks = [],
        Threads = threads,
        RecordsRead = 0,
        DeadLetters = 0,
        LateRecords = 0,
        DroppedRecords = 0,
        Commits = 0,
        Rollbacks = 0,
        Rebalances = 0,
    };

    private static IHost Build(string brokers)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddMillrace(o => o with
        {
            ApplicationId = "health",
            BootstrapServers = brokers,
            Health = new HealthSettings { Port = 0, Host = "127.0.0.1" },
        });
        builder.Services.AddSingleton<IStateBackendProvider>(new InMemoryStateBackendProvider());
        builder.Services.AddTopology(new Inline(s => s.Stream<string, string>("in").To("out")));
        return builder.Build();
    }
}
