using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Millrace.Kafka.Native;

/// <summary>Takes librdkafka's log lines, on its threads, to a logger.</summary>
internal sealed partial class ClientLog(ILogger logger)
{
    // Syslog's levels, as librdkafka gives them.
    private const int Critical = 2;
    private const int Warning = 4;

    /// <summary>librdkafka's <c>log_cb</c>.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static unsafe void OnLog(nint client, int level, byte* facility, byte* text)
    {
        var opaque = client == 0 ? 0 : LibRdKafka.Opaque(client);
        if (opaque != 0 && GCHandle.FromIntPtr(opaque).Target is ClientLog log)
            log.Write(LibRdKafka.ClientNameOf(client), level, LibRdKafka.Text(facility) ?? "", LibRdKafka.Text(text) ?? "");
    }

    private void Write(string client, int level, string facility, string text)
    {
        // Settings of a consumer given to a producer are what one shared set of settings looks like.
        if (level <= Critical)
            Failed(logger, client, facility, text);
        else if (level <= Warning && facility != "CONFWARN")
            Warned(logger, client, facility, text);
        else
            Told(logger, client, facility, text);
    }

    [LoggerMessage(1000, LogLevel.Error, "{Client}: {Facility}: {Text}")]
    private static partial void Failed(ILogger logger, string client, string facility, string text);

    // Most of librdkafka's errors are of connections that it opens again by itself.
    [LoggerMessage(1001, LogLevel.Warning, "{Client}: {Facility}: {Text}")]
    private static partial void Warned(ILogger logger, string client, string facility, string text);

    [LoggerMessage(1002, LogLevel.Debug, "{Client}: {Facility}: {Text}")]
    private static partial void Told(ILogger logger, string client, string facility, string text);
}
