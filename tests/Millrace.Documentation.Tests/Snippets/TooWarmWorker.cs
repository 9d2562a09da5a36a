using Microsoft.Extensions.Hosting;
using Millrace.Hosting;
using Millrace.Hvac;

namespace Millrace.Documentation.Tests.Snippets;

internal static class TooWarmWorker
{
    public static async Task<int> RunAsync(string[] args)
    {
        // snippet: too-warm-program
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddMillrace();
        builder.Services.AddTopology<TooWarm>().AddAvroRecord<HvacReading>();
        return await builder.Build().RunMillraceAsync();
        // end snippet
    }
}
