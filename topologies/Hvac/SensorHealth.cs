using Millrace.Hosting;
using Millrace.Hvac.Alarms;
using Millrace.Hvac.Sensors;
using Millrace.Hvac.State;
using Millrace.State;

namespace Millrace.Hvac;

/// <summary>Alerts of kind SENSOR while a room sensor is dead: <c>hvac.readings</c> to <c>hvac.alerts</c> and <c>hvac.alarms</c>.</summary>
/// <remarks>
/// A dead sensor repeats its last value or gives none, and the rules that watch the temperature see a perfect room. An
/// alert's value is how long that has lasted and its limit how long it takes to be told, both in minutes; its severity is WARNING.
/// </remarks>
public sealed class SensorHealth : Topology
{
    private readonly HvacReadings _readings;
    private readonly SensorHealthOptions _options;

    /// <summary>Creates the topology.</summary>
    /// <param name="readings">The readings that all topologies of the worker share.</param>
    /// <param name="options">Delays; null for the defaults.</param>
    /// <exception cref="MillraceConfigurationException">An option breaks its rule.</exception>
    public SensorHealth(HvacReadings readings, SensorHealthOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        _readings = readings;
        _options = options ?? new SensorHealthOptions();
        OptionRules.ThrowIfBroken(_options);
    }

    /// <inheritdoc/>
    protected override void Define(StreamsBuilder streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var store = Stores.KeyValue<string, SensorState>("sensors");
        var watch = new SensorWatch(_options);
        _readings.From(streams)
            .Process("sensor", () => new SensorProcessor(watch, store), [store])
            .ToAlarmTopics(streams);
    }
}
