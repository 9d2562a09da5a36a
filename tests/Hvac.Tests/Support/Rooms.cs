namespace Millrace.Hvac.Tests.Support;

/// <summary>Readings as tests speak of them.</summary>
internal static class Rooms
{
    public const string Device = "R-101";

    /// <summary>Reports a room's temperature; set to 21 C unless told otherwise.</summary>
    public static void Room(
        this HvacDriver driver,
        double minute,
        double? ambient,
        double? desired = 21,
        Mode mode = Mode.Cooling,
        bool? occupied = true,
        string device = Device) =>
        driver.Report(Reading(minute, ambient, desired, mode, occupied, device));

    /// <summary>Reports one temperature every so many minutes, at both ends too.</summary>
    public static void Steady(this HvacDriver driver, double from, double to, double? ambient, double every = 1, string device = Device)
    {
        for (var minute = from; minute <= to; minute += every)
        {
            driver.Room(minute, ambient, device: device);
        }
    }

    /// <summary>Reports the air of a room.</summary>
    public static void Air(
        this HvacDriver driver, double minute, double? humidity = null, int? co2 = null, Mode mode = Mode.Fan, bool? occupied = null, string device = Device) =>
        driver.Report(Reading(minute, null, null, mode, occupied, device) with { Humidity = humidity, Co2 = co2 });

    public static HvacReading Reading(
        double minute, double? ambient, double? desired = 21, Mode mode = Mode.Cooling, bool? occupied = true, string device = Device) => new()
        {
            DeviceId = device,
            Timestamp = HvacDriver.At(minute),
            Site = "north",
            AmbientTemperature = ambient,
            DesiredTemperature = desired,
            Mode = mode,
            Occupied = occupied,
        };
}
