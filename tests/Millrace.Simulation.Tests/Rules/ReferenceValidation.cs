using Millrace.Hvac;

namespace Millrace.Simulation.Tests.Rules;

/// <summary>What makes a reading one that must be refused.</summary>
internal static class ReferenceValidation
{
    public static string? Refusal(string? key, HvacReading reading, DateTimeOffset clock)
    {
        double?[] all =
        [
            reading.AmbientTemperature, reading.DesiredTemperature, reading.Humidity, reading.BlowerSpeed, reading.Load, reading.Power, reading.Energy,
        ];
        return key != reading.DeviceId ? "key"
            : all.Any(value => value is { } number && double.IsNaN(number)) ? "NaN"
            : reading.AmbientTemperature is < -60 or > 100 || reading.DesiredTemperature is < -60 or > 100 ? "temperature"
            : reading.Humidity is < 0 or > 100 ? "humidity"
            : reading.Co2 is < 0 or > 50_000 ? "CO2"
            : reading.Power < 0 || reading.Energy < 0 ? "power or energy"
            : reading.Timestamp > clock + TimeSpan.FromMinutes(10) ? "future"
            : null;
    }
}
