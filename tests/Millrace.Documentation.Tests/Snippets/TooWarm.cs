// snippet: too-warm
namespace Millrace.Hvac;

/// <summary>Counts the readings of each device that were too warm, for every five minutes.</summary>
public sealed class TooWarm : Topology
{
    /// <inheritdoc/>
    protected override void Define(StreamsBuilder streams) =>
        streams.Stream<string, HvacReading>("hvac.readings")
            .Filter((_, reading) => reading.AmbientTemperature > reading.DesiredTemperature + 3)
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(5.Minutes()).Grace(30.Seconds()))
            .WithTimePerKey()
            .Emit(EmitStrategy.OnWindowClose)
            .Count("too-warm")
            .ToStream()
            .Map((window, count) => KeyValuePair.Create(window.Key, count))
            .To("hvac.too-warm");
}
// end snippet
