using Millrace.Hvac;
using Millrace.Simulation.Feeding;

namespace Millrace.Simulation.Tests.Rules;

/// <summary>All rules over a stream of records of many devices, as the workers apply them.</summary>
internal sealed class ReferenceRules
{
    private readonly Dictionary<string, Device> _devices = new(StringComparer.Ordinal);

    public List<Finding> Findings { get; } = [];

    public List<TemperatureAnomaly> Anomalies { get; } = [];

    public List<string> DeadLetters { get; } = [];

    public long Processed { get; private set; }

    public long Late => _devices.Values.Sum(device => device.Alarms.Sum(alarm => alarm.Late) + device.Anomalies.Late);

    public double WorstScore => _devices.Values.Max(device => device.Anomalies.WorstScore);

    public void Take(OutgoingRecord record, DateTimeOffset clock)
    {
        if (record.Reading is not { } reading || ReferenceValidation.Refusal(record.Key, reading, clock) is not null)
            DeadLetters.Add(record.Key);
        else
            Take(reading);
    }

    public void Take(HvacReading reading)
    {
        Processed++;
        if (!_devices.TryGetValue(reading.DeviceId, out var device))
            _devices[reading.DeviceId] = device = new Device();
        if (reading is { AmbientTemperature: { } ambient, DesiredTemperature: { } desired })
            Note(device.Temperature.Judge(reading, Math.Abs(ambient - desired), reading.Mode != Mode.Off && reading.Occupied != false));
        if (reading.Humidity is { } humidity)
        {
            Note(device.HumidityHigh.Judge(reading, humidity, allowed: true));
            Note(device.HumidityLow.Judge(reading, humidity, allowed: true));
        }

        if (reading.Co2 is { } co2)
            Note(device.Co2.Judge(reading, co2, allowed: true));
        Note(device.Sensor.Judge(reading));
        Anomalies.AddRange(device.Anomalies.Judge(reading));
    }

    private void Note(Finding? finding)
    {
        if (finding is not null)
            Findings.Add(finding);
    }

    private sealed class Device
    {
        public ReferenceAlarm Temperature { get; } = new(AlertKind.Temperature, TimeSpan.FromMinutes(10), 1, 0.5, 3);

        public ReferenceAlarm HumidityHigh { get; } = new(AlertKind.HumidityHigh, TimeSpan.FromMinutes(5), 65, 60, null);

        public ReferenceAlarm HumidityLow { get; } = new(AlertKind.HumidityLow, TimeSpan.FromMinutes(5), 25, 30, null, below: true);

        public ReferenceAlarm Co2 { get; } = new(AlertKind.Co2, TimeSpan.FromMinutes(5), 1_000, 900, 2_000);

        public ReferenceSensorHealth Sensor { get; } = new();

        public ReferenceAnomalies Anomalies { get; } = new();

        public IReadOnlyList<ReferenceAlarm> Alarms => [Temperature, HumidityHigh, HumidityLow, Co2];
    }
}
