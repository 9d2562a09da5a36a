using Millrace.Hosting;
using Millrace.Hvac.Alarms;
using Millrace.Hvac.Climate;
using Millrace.Hvac.State;
using Millrace.State;

namespace Millrace.Hvac;

/// <summary>
/// Alerts while the air of a room in use is too humid, too dry or stale: <c>hvac.readings</c> to <c>hvac.alerts</c> and
/// <c>hvac.alarms</c>.
/// </summary>
/// <remarks>
/// One alarm per device and kind. Each kind looks at the readings that have its metric and at no others: they are its
/// neighbours, and the newest of them is its time. The life of an alarm is that of <see cref="TemperatureAlerts"/> in
/// everything but its limits and its on-delay; so a unit that is off, or a room that is empty, has no such alarms either.
/// </remarks>
public sealed class ClimateAlerts : Topology
{
    private readonly HvacReadings _readings;
    private readonly ClimateAlertOptions _options;

    /// <summary>Creates the topology.</summary>
    /// <param name="readings">The readings that all topologies of the worker share.</param>
    /// <param name="options">Delays and limits; null for the defaults.</param>
    /// <exception cref="MillraceConfigurationException">An option breaks its rule.</exception>
    public ClimateAlerts(HvacReadings readings, ClimateAlertOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        _readings = readings;
        _options = options ?? new ClimateAlertOptions();
        OptionRules.ThrowIfBroken(_options);
    }

    /// <inheritdoc/>
    protected override void Define(StreamsBuilder streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var humidityHigh = new AlarmLimits(BadSide.Above, _options.HumidityHighPercent, null, _options.HumidityHighClearPercent);
        var humidityLow = new AlarmLimits(BadSide.Below, _options.HumidityLowPercent, null, _options.HumidityLowClearPercent);
        var co2 = new AlarmLimits(BadSide.Above, _options.Co2WarningPpm, _options.Co2CriticalPpm, _options.Co2ClearPpm);
        var readings = _readings.From(streams);

        Watch("humidity-high", new ClimateRule(AlertKind.HumidityHigh, humidityHigh, new("humidity", "too humid", "%"), r => r.Humidity))
            .Merge(Watch("humidity-low", new ClimateRule(AlertKind.HumidityLow, humidityLow, new("humidity", "too dry", "%"), r => r.Humidity)))
            .Merge(Watch("co2", new ClimateRule(AlertKind.Co2, co2, new("CO2", "stale", "ppm"), r => r.Co2)))
            .ToAlarmTopics(streams);

        KStream<string, AlarmChange> Watch(string name, AlarmRule rule)
        {
            var store = Stores.KeyValue<string, AlarmState>(name + "-alarms");
            var lifeCycle = new AlarmLifeCycle(new AlarmTimes(_options.OnDelay, _options.LongestGap, _options.ClearDelay));
            return readings.Process(name, () => new AlarmProcessor(rule, lifeCycle, store), [store]);
        }
    }
}
