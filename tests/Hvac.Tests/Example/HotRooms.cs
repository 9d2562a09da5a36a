namespace Millrace.Hvac.Tests.Example;

/// <summary>Tells which rooms stayed at 26 °C or more for five minutes. The README shows it.</summary>
public sealed class HotRooms : Topology
{
    protected override void Define(StreamsBuilder streams) =>
        streams.Stream<string, double>("room.temperatures")
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(5.Minutes()).Grace(30.Seconds()))
            .WithTimePerKey()
            .Emit(EmitStrategy.OnWindowClose)
            .Aggregate("lowest", () => double.MaxValue, (_, celsius, lowest) => Math.Min(celsius, lowest))
            .ToStream()
            .Filter((_, lowest) => lowest >= 26)
            .Map((room, lowest) => KeyValuePair.Create(room.Key, lowest))
            .To("rooms.hot");
}
