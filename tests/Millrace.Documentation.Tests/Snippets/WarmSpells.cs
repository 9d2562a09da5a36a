// snippet: warm-spells
namespace Millrace.Hvac;

/// <summary>Tells in which five minutes a device was too warm: <c>hvac.readings</c> to <c>hvac.warm-spells</c>.</summary>
public sealed class WarmSpells : Topology
{
    // By the device's own time; what cannot be read goes to a topic of its own, and the stream goes on.
    private static readonly Consumed<string, HvacReading> Readings = new()
    {
        Timestamp = (_, reading, _, _) => reading.Timestamp.ToUnixTimeMilliseconds(),
        Validate = (key, reading) => key == reading.DeviceId ? null : "the key is not the device",
        Errors = ErrorPolicy.DeadLetterTo("hvac.warm-spells.dead-letters"),
    };

    /// <inheritdoc/>
    protected override void Define(StreamsBuilder streams) =>
        streams.Stream("hvac.readings", Readings)
            .Filter((_, reading) => reading.AmbientTemperature > reading.DesiredTemperature + 3)
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(5.Minutes()).Grace(30.Seconds()))
            .WithTimePerKey()
            .Emit(EmitStrategy.OnWindowClose)
            .Count("warm-spells")
            .ToStream()
            .Map((window, count) => KeyValuePair.Create(
                window.Key, new WarmSpell { DeviceId = window.Key, Began = window.StartTime, Readings = count }))
            .To("hvac.warm-spells");
}
// end snippet
