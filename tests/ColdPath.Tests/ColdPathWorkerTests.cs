using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.Hosting;
using Millrace.SchemaRegistry;

namespace Millrace.ColdPath.Tests;

public sealed class ColdPathWorkerTests
{
    [Fact]
    public void A_host_runs_both_topologies_as_one_application_that_commits_once_a_minute()
    {
        using var host = Create([]);

        Assert.Equal("cold-path", host.Services.GetRequiredService<TopologyGraph>().ApplicationId);
        Assert.Equal(TimeSpan.FromMinutes(1), host.Services.GetRequiredService<MillraceOptions>().CommitInterval);
        Assert.Equal(["EnergyHours", "ReadingsArchive"], host.Services.GetServices<Topology>().Select(t => t.Name));
    }

    [Fact]
    public void What_the_command_line_says_comes_before_the_workers_own_settings()
    {
        using var host = Create(["--Millrace:CommitInterval=00:00:05", "--Topologies:ReadingsArchive:RollMebibytes=8"]);

        Assert.Equal(TimeSpan.FromSeconds(5), host.Services.GetRequiredService<MillraceOptions>().CommitInterval);
        Assert.Equal(8, host.Services.GetRequiredService<ReadingsArchiveOptions>().RollMebibytes);
    }

    [Fact]
    public void A_host_may_run_one_of_them()
    {
        using var host = Create([], nameof(EnergyHours));

        Assert.Equal([nameof(EnergyHours)], host.Services.GetServices<Topology>().Select(t => t.Name));
    }

    private static IHost Create(string[] arguments, params string[] topologies)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = arguments, DisableDefaults = true });
        builder.Services.AddSingleton<ISchemaRegistryClient>(_ => DevelopmentRegistry.CreateClient());
        builder.AddMillrace().AddColdPath(topologies.Length == 0 ? null : topologies);
        return builder.Build();
    }
}
