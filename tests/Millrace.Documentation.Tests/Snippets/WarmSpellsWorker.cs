using Microsoft.Extensions.Hosting;
using Millrace.Hosting;
using Millrace.Hvac;

namespace Millrace.Documentation.Tests.Snippets;

internal static class WarmSpellsWorker
{
    public static async Task<int> RunAsync(string[] args)
    {
        // snippet: warm-spells-program
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddMillrace();
        builder.Services.AddTopology<WarmSpells>().AddAvroRecord<HvacReading>().AddAvroRecord<WarmSpell>();
        return await builder.Build().RunMillraceAsync();
        // end snippet
    }
}
