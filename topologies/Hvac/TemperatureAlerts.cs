using Millrace.Hosting;
using Millrace.Hvac.Alarms;
using Millrace.Hvac.State;
using Millrace.Hvac.Temperature;
using Millrace.State;

namespace Millrace.Hvac;

/// <summary>
/// Alerts while a room in use stays too far from its set point: <c>hvac.readings</c> to <c>hvac.alerts</c> and <c>hvac.alarms</c>.
/// </summary>
/// <remarks>
/// Judged is the distance between ambient and desired temperature; a reading without either is left out as if it had
/// never come. For the life of an alarm see the diagram at <c>AlarmPhases</c>.
/// </remarks>
public sealed class TemperatureAlerts : Topology
{
    private readonly HvacReadings _readings;
    private readonly TemperatureAlertOptions _options;

    /// <summary>Creates the topology.</summary>
    /// <param name="readings">The readings that all topologies of the worker share.</param>
    /// <param name="options">Delays and limits; null for the defaults.</param>
    /// <exception cref="MillraceConfigurationException">An option breaks its rule.</exception>
    public TemperatureAlerts(HvacReadings readings, TemperatureAlertOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        _readings = readings;
        _options = options ?? new TemperatureAlertOptions();
        OptionRules.ThrowIfBroken(_options);
    }

    /// <inheritdoc/>
    protected override void Define(StreamsBuilder streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var store = Stores.KeyValue<string, AlarmState>("temperature-alarms");
        var rule = new TemperatureRule(_options);
        var lifeCycle = new AlarmLifeCycle(new AlarmTimes(_options.OnDelay, _options.LongestGap, _options.ClearDelay));
        _readings.From(streams)
            .Process("temperature", () => new AlarmProcessor(rule, lifeCycle, store), [store])
            .ToAlarmTopics(streams);
    }
}
