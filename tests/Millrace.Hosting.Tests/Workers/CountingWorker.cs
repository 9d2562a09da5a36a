using Microsoft.Extensions.Hosting;
using Millrace.Kafka.Tests.Runtime.Support;

namespace Millrace.Hosting.Tests.Workers;

/// <summary>The worker that tests start as a process: written as a user would write one.</summary>
internal static class CountingWorker
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddMillrace();
        builder.Services.AddTopology(new Inline(s => Counting.Define(s, builder.Configuration["input"]!, builder.Configuration["output"]!, null)));
        return await builder.Build().RunMillraceAsync();
    }
}
