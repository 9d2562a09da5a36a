using Microsoft.Extensions.Hosting;
using Millrace.Hosting;
using Millrace.Hvac;

var builder = Host.CreateApplicationBuilder(args);
builder.AddMillrace().AddHvac();
return await builder.Build().RunMillraceAsync();
