using System.Globalization;
using Millrace.Cli.Clusters;
using Millrace.Cli.Infrastructure;
using Millrace.Hvac;
using Millrace.Kafka;

namespace Millrace.Cli.Commands.Replay;

/// <summary>Notices that a topic would delete old readings as soon as they are written.</summary>
internal static class RetentionCheck
{
    public static async Task WarnAsync(Cluster connection, IReadOnlyList<HvacReading> readings, Output output, CancellationToken cancellation)
    {
        if (readings.Count == 0)
        {
            return;
        }

        TopicDescription topic;
        try
        {
            topic = (await connection.Admin.DescribeAsync([HvacReadings.Topic], cancellation))[0];
        }
        catch (AuthorizationFailedException)
        {
            output.Note($"millrace: warning: the settings of {HvacReadings.Topic} may not be read, so how long it keeps records is not known");
            return;
        }

        if (!topic.Settings.TryGetValue("retention.ms", out var text)
            || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds < 0)
        {
            return;
        }

        var retention = TimeSpan.FromMilliseconds(milliseconds);
        var oldest = readings.Min(r => r.Timestamp);
        if (oldest < DateTimeOffset.UtcNow - retention)
        {
            output.Note(
                $"millrace: warning: {HvacReadings.Topic} keeps records for {Duration.Format(retention)} and the recording begins at {Output.Iso(oldest)}: " +
                "the broker may delete what is older at once; --shift-to-now moves the readings in time");
        }
    }
}
