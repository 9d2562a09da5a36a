using System.Buffers;
using Millrace.Hvac;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>A record to write, and the ways in which tests write and read it.</summary>
internal static class Readings
{
    public static readonly SerdeContext Place = new("hvac.readings", IsKey: false);

    public static HvacReading Sample { get; } = new()
    {
        DeviceId = "unit-0417",
        Timestamp = new DateTimeOffset(2021, 7, 1, 12, 0, 0, TimeSpan.Zero),
        Site = "north",
        AmbientTemperature = 23.5,
        DesiredTemperature = 21.0,
        Humidity = null,
        Co2 = 640,
        Mode = Mode.Cooling,
        Occupied = true,
    };

    public static byte[] Write<T>(this Serde<T> serde, T value, SerdeContext place)
    {
        var output = new ArrayBufferWriter<byte>();
        serde.Serialize(value, output, place);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads as a task does: a record that has to wait is tried again when its time has come.</summary>
    public static async Task<T> ReadAsync<T>(this Serde<T> serde, byte[] frame)
    {
        while (true)
        {
            try
            {
                return serde.Deserialize(frame, Place);
            }
            catch (SerdePendingException pending)
            {
                await pending.Ready.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }
    }

    public static SerdePendingException MustWait<T>(this Serde<T> serde, byte[] frame) =>
        Assert.Throws<SerdePendingException>(() => { serde.Deserialize(frame, Place); });
}
