using Millrace.Hosting;
using Millrace.Hvac.Anomalies;
using Millrace.Hvac.State;
using Millrace.State;

namespace Millrace.Hvac;

/// <summary>
/// Finds windows in which a room was farther from its set point than it ever is: <c>hvac.readings</c> to <c>hvac.anomalies</c>.
/// </summary>
/// <remarks>
/// Averaged is ambient minus desired, with its sign. Readings without either, with the unit off or the room empty are
/// left out: they neither count nor move the device's clock. An older reading whose window is still open counts, in
/// whatever order it came; one whose window has closed is late.
/// </remarks>
public sealed class TemperatureAnomalies : Topology
{
    /// <summary>Where anomalies are told, keyed by device.</summary>
    public const string Topic = "hvac.anomalies";

    private readonly HvacReadings _readings;
    private readonly TemperatureAnomalyOptions _options;

    /// <summary>Creates the topology.</summary>
    /// <param name="readings">The readings that all topologies of the worker share.</param>
    /// <param name="options">Windows and limits; null for the defaults.</param>
    /// <exception cref="MillraceConfigurationException">An option breaks its rule.</exception>
    public TemperatureAnomalies(HvacReadings readings, TemperatureAnomalyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        _readings = readings;
        _options = options ?? new TemperatureAnomalyOptions();
        OptionRules.ThrowIfBroken(_options);
    }

    /// <inheritdoc/>
    protected override void Define(StreamsBuilder streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var normals = Stores.KeyValue<string, AnomalyState>("temperature-normals");
        streams.Declare(new TopicSpec(Topic) { Retention = 30.Days() });
        _readings.From(streams)
            .Filter(static (_, reading) => Counts(reading), "comparable")
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(_options.WindowSize).Grace(_options.Grace))
            .WithTimePerKey()
            .Emit(EmitStrategy.OnWindowClose)
            .Aggregate("temperature-windows", static () => new WindowMean(), static (_, reading, mean) => Add(mean, reading))
            .ToStream()
            .Process("judge", () => new AnomalyProcessor(_options, normals), [normals])
            .To(Topic);
    }

    private static bool Counts(HvacReading reading) =>
        reading.Mode != Mode.Off && reading.Occupied != false && reading is { AmbientTemperature: not null, DesiredTemperature: not null };

    private static WindowMean Add(WindowMean mean, HvacReading reading) => new()
    {
        Sum = mean.Sum + (reading.AmbientTemperature!.Value - reading.DesiredTemperature!.Value),
        Count = mean.Count + 1,
        Site = reading.Site,
    };
}
