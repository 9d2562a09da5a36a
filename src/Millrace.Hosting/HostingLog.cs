using Microsoft.Extensions.Logging;

namespace Millrace.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(4000, LogLevel.Information, "Health is served at {Address}healthz/live and {Address}healthz/ready")]
    public static partial void HealthServed(ILogger logger, Uri address);
}
