using Millrace.Hvac;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Feeding;

namespace Millrace.Simulation.Fleet;

/// <summary>
/// Units that act by scripts of two hours, over and over, each beginning at a minute of its own: what alerts they must cause is
/// written in the scripts and does not depend on any implementation of the rules. With broken records in between.
/// </summary>
public sealed class ScriptedFleet
{
    private readonly FleetNames _names;
    private readonly ScriptedFleetOptions _options;

    /// <summary>Creates the fleet.</summary>
    /// <exception cref="SimulationOptionsException">An option breaks its rule; correct it.</exception>
    public ScriptedFleet(ScriptedFleetOptions options)
    {
        options.Validate();
        _options = options;
        _names = new FleetNames(options.Devices, Math.Min(10, options.Devices));
    }

    /// <summary>Sound readings in all.</summary>
    public long Readings => (long)_options.Devices * _options.ReadingsPerDevice;

    /// <summary>Broken records in all, each of which must end as one dead letter.</summary>
    public long Broken => _options.BrokenEvery == 0 ? 0 : Readings / _options.BrokenEvery;

    /// <summary>Every record in the order in which it is to be sent: minute by minute, in each all units.</summary>
    public IEnumerable<OutgoingRecord> Records()
    {
        long sent = 0;
        for (var minute = 0; minute < _options.ReadingsPerDevice; minute++)
        {
            for (var device = 0; device < _options.Devices; device++)
            {
                yield return OutgoingRecord.Of(Reading(device, minute));
                if (_options.BrokenEvery > 0 && ++sent % _options.BrokenEvery == 0)
                    yield return BrokenRecord(sent / _options.BrokenEvery, TimestampOf(device, minute));
            }
        }
    }

    /// <summary>Every alert that must appear on <c>hvac.alerts</c>, and no other, in the order of a unit's time, unit by unit.</summary>
    public IEnumerable<ExpectedAlert> ExpectedAlerts()
    {
        for (var device = 0; device < _options.Devices; device++)
        {
            for (var begin = FirstMinute(device); begin < _options.ReadingsPerDevice; begin += FleetScript.Period)
            {
                foreach (var cue in ScriptOf(device).Cues.TakeWhile(cue => begin + cue.Minute < _options.ReadingsPerDevice))
                    yield return Expect(device, begin, cue);
            }
        }
    }

    /// <summary>The alarms that stand at the end, each as it was said last.</summary>
    public IEnumerable<ExpectedAlert> ExpectedAlarms() =>
        ExpectedAlerts().GroupBy(alert => alert.AlertId, StringComparer.Ordinal).Select(alarm => alarm.Last()).Where(alert => alert.State != AlertState.Cleared);

    private ExpectedAlert Expect(int device, int begin, FleetCue cue)
    {
        var reading = Reading(device, begin + cue.Minute);
        var began = TimestampOf(device, begin + cue.Began);
        var value = cue.Kind switch
        {
            AlertKind.Temperature => Math.Abs(reading.AmbientTemperature!.Value - reading.DesiredTemperature!.Value),
            AlertKind.Co2 => reading.Co2!.Value,
            AlertKind.Sensor => (reading.Timestamp - began).TotalMinutes,
            _ => reading.Humidity!.Value,
        };
        return new ExpectedAlert(
            $"{reading.DeviceId}/{Symbol(cue.Kind)}/{began.ToUnixTimeMilliseconds()}",
            reading.DeviceId,
            reading.Site!,
            cue.Kind,
            cue.State,
            cue.Severity,
            began,
            reading.Timestamp,
            value,
            cue.Limit);
    }

    private HvacReading Reading(int device, int minute)
    {
        var scriptMinute = (minute - FirstMinute(device)) % FleetScript.Period;
        var scene = scriptMinute < 0 ? new FleetScene(0, FleetScript.Period) : ScriptOf(device).SceneAt(scriptMinute);
        const double Desired = 22;
        // Odd minutes are a little above, even ones a little below: no two neighbours are the same, unless the script says so.
        var noise = (0.01 + (0.04 * SimulationRandom.Uniform(_options.Seed, device, minute))) * (minute % 2 == 0 ? -1 : 1);
        var ambient = scene.SensorStuck ? Desired + 0.0625 : Math.Round(Desired + scene.Distance + noise, 3);
        return new HvacReading
        {
            DeviceId = _names.Device(device),
            Timestamp = TimestampOf(device, minute),
            Site = _names.Site(device),
            AmbientTemperature = scene.SensorSilent ? null : ambient,
            DesiredTemperature = Desired,
            Humidity = scene.Humidity,
            Co2 = scene.Co2,
            BlowerSpeed = 50,
            Load = 40,
            Power = 600,
            Energy = 100 + device + (minute * 0.01),
            Mode = scene.Mode,
            Occupied = scene.Occupied,
        };
    }

    private OutgoingRecord BrokenRecord(long number, DateTimeOffset at)
    {
        var kind = (PoisonKind)(number % Enum.GetValues<PoisonKind>().Length);
        var record = new PoisonRecord($"poison-{number:00000}", at, kind, _options.Seed + number).ToRecord();
        return kind == PoisonKind.FromTheFuture
            ? OutgoingRecord.OfReading(record.Key, at, record.Reading! with { Timestamp = _options.Clock + TimeSpan.FromDays(1) })
            : record;
    }

    private DateTimeOffset TimestampOf(int device, int minute) =>
        _options.Start + TimeSpan.FromMinutes(minute) + TimeSpan.FromMilliseconds((int)(60_000L * device / _options.Devices));

    private static FleetScript ScriptOf(int device) => FleetScript.All[device % FleetScript.All.Count];

    private static int FirstMinute(int device) => device / FleetScript.All.Count * 7 % 60;

    private static string Symbol(AlertKind kind) => kind switch
    {
        AlertKind.Temperature => "TEMPERATURE",
        AlertKind.HumidityHigh => "HUMIDITY_HIGH",
        AlertKind.HumidityLow => "HUMIDITY_LOW",
        AlertKind.Co2 => "CO2",
        AlertKind.Sensor => "SENSOR",
        _ => "UNKNOWN",
    };
}
