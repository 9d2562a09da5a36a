using System.CommandLine;
using Millrace.Avro;
using Millrace.Cli.Clusters;
using Millrace.Cli.Infrastructure;
using Millrace.Execution;
using Millrace.Hosting;
using Millrace.Hvac;

namespace Millrace.Cli.Commands;

/// <summary><c>millrace alerts</c>: what stands now, and what comes.</summary>
internal static class AlertsCommand
{
    private const string AlarmsTopic = "hvac.alarms";
    private const string AlertsTopic = "hvac.alerts";

    public static Command Create()
    {
        var cluster = new ClusterOptions();
        var filter = new AlertFilter();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with every alert as it comes, until Ctrl-C" };
        var command = new Command("alerts", "Shows the alarms that stand now") { follow };
        filter.AddTo(command);
        cluster.AddTo(command);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            filter.Read(parse);
            var registry = cluster.GetRegistry(parse);
            await using var connection = await Cluster.ConnectAsync(cluster.GetClient(parse), cancellation);
            await connection.RequireTopicAsync(AlarmsTopic, cancellation);
            await connection.RequireTopicAsync(AlertsTopic, cancellation);
            using var serdes = RecordSerdes.Open(registry);

            // The log's end is noted before it is read what stands: an alert in between is told twice rather than never.
            var from = parse.GetValue(follow) ? await Task.Run(() => connection.Scan.Ends(AlertsTopic), cancellation) : [];
            var standing = await Task.Run(() => Standing(connection, serdes, cancellation), cancellation);
            Show(output, [.. standing.Where(filter.Matches).OrderByDescending(a => a.Severity).ThenBy(a => a.Began)]);
            if (parse.GetValue(follow))
            {
                await Task.Run(() => Follow(connection, from, serdes, filter, output, cancellation), CancellationToken.None);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Dictionary<string, HvacAlarm>.ValueCollection Standing(Cluster connection, RecordSerdes serdes, CancellationToken cancellation)
    {
        var latest = new Dictionary<string, HvacAlarm>(StringComparer.Ordinal);
        connection.Scan.ReadAll(AlarmsTopic, Keep, cancellation);
        return latest.Values;

        void Keep(int partition, RecordCursor record)
        {
            var key = System.Text.Encoding.UTF8.GetString(record.Key);
            if (record.HasValue)
            {
                latest[key] = serdes.Read<HvacAlarm>(AlarmsTopic, record);
            }
            else
            {
                latest.Remove(key);
            }
        }
    }

    private static void Show(Output output, IReadOnlyList<HvacAlarm> alarms)
    {
        if (output.Json)
        {
            foreach (var alarm in alarms)
            {
                output.Line(AvroJson.ToJson(alarm));
            }

            return;
        }

        if (alarms.Count == 0)
        {
            output.Line("No alarm stands.");
            return;
        }

        output.Rows(
            ["severity", "device", "kind", "began", "value", "limit", "site", "message"],
            alarms.Select(a => (IReadOnlyList<object?>)[a.Severity, a.DeviceId, a.Kind, a.Began, a.Value, a.Limit, a.Site, a.Message]),
            optional: ["message", "began", "value", "site", "limit"]);
    }

    private static void Follow(
        Cluster connection, IReadOnlyList<long> from, RecordSerdes serdes, AlertFilter filter, Output output, CancellationToken cancellation) =>
        connection.Scan.Follow(
            AlertsTopic,
            from,
            (_, record) =>
            {
                var alert = serdes.Read<HvacAlert>(AlertsTopic, record);
                if (filter.Matches(alert))
                {
                    AlertLine.Write(output, alert);
                }
            },
            cancellation);
}
