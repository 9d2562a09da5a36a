using Millrace.ColdPath.Energy;
using Millrace.ColdPath.State;
using Millrace.Hosting;
using Millrace.Hvac;
using Millrace.State;

namespace Millrace.ColdPath;

/// <summary>The energy that each device used in each hour: <c>hvac.readings</c> to <c>hvac.energy.hours</c>.</summary>
/// <remarks>
/// An hour is sent once, when the first total at or after its end arrives; hours of which the device said nothing are
/// sent too, with no readings of their own. A reading without a total is left out entirely; one older than the newest total of
/// its device is late. The hour under way is never sent, whatever the end of the input.
/// </remarks>
public sealed class EnergyHours : Topology
{
    /// <summary>Where hours are sent, keyed by device.</summary>
    public const string Topic = "hvac.energy.hours";

    private readonly HvacReadings _readings;
    private readonly EnergyHoursOptions _options;

    /// <summary>Creates the topology.</summary>
    /// <param name="readings">The readings that all topologies of the worker share.</param>
    /// <param name="options">What is noise; null for the defaults.</param>
    /// <exception cref="MillraceConfigurationException">An option breaks its rule.</exception>
    public EnergyHours(HvacReadings readings, EnergyHoursOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        _readings = readings;
        _options = options ?? new EnergyHoursOptions();
        OptionRules.ThrowIfBroken(_options);
    }

    /// <inheritdoc/>
    protected override void Define(StreamsBuilder streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var store = Stores.KeyValue<string, MeterState>("energy-meters");
        var meter = new EnergyMeter(_options.NoiseKwh);

        // Years are compared with years: the hours are few, and kept for good.
        streams.Declare(new TopicSpec(Topic) { Retention = Timeout.InfiniteTimeSpan });
        _readings.From(streams)
            .Process("energy", () => new EnergyProcessor(meter, store), [store])
            .To(Topic);
    }
}
