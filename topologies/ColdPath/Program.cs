using Microsoft.Extensions.Hosting;
using Millrace.ColdPath;
using Millrace.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddMillrace().AddColdPath();
return await builder.Build().RunMillraceAsync();
