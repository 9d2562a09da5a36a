using Millrace.SchemaRegistry;
using Millrace.Testing;

namespace Millrace.Hvac.Tests.Support;

/// <summary>Topologies of the Hvac worker in the test driver, with Avro on both sides and a clock that stands at <see cref="Now"/>.</summary>
internal sealed class HvacDriver : IDisposable
{
    /// <summary>A Wednesday, at a full hour, so that minutes count from the start of a window.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The host's clock: long after anything that a test reports, unless it means to.</summary>
    public static readonly DateTimeOffset Now = Start + TimeSpan.FromDays(30);

    private readonly TestInputTopic<string, HvacReading> _input;
    private readonly TestOutputTopic<string, HvacAlert> _alerts;
    private readonly TestOutputTopic<string, HvacAlarm?> _alarms;
    private readonly TestOutputTopic<string, TemperatureAnomaly> _anomalies;

    public HvacDriver(Func<HvacReadings, Topology> topology, int partitions = 1)
        : this(readings => [topology(readings)], partitions)
    {
    }

    public HvacDriver(Func<HvacReadings, Topology[]> topologies, int partitions = 1, TimeProvider? clock = null)
    {
        var serdes = new AvroSerdeProvider(DevelopmentRegistry.CreateClient(), new AvroSerdeOptions { AutoRegister = true })
            .RegisterHvac();
        Driver = new TopologyTestDriver(
            topologies(HvacReadings.WithDeadLetters(clock ?? new StandingClock(Now))),
            new TestDriverOptions { ApplicationId = "hvac", Serdes = new SerdeProviders([serdes]), Partitions = partitions, Start = Now });
        _input = Driver.Input<string, HvacReading>(HvacReadings.Topic);
        _alerts = Driver.Output<string, HvacAlert>("hvac.alerts");
        _alarms = Driver.Output<string, HvacAlarm?>("hvac.alarms");
        _anomalies = Driver.Output<string, TemperatureAnomaly>("hvac.anomalies");
    }

    public TopologyTestDriver Driver { get; }

    public static HvacDriver All(int partitions = 1, TimeProvider? clock = null) => new(
        readings => [new TemperatureAlerts(readings), new ClimateAlerts(readings), new SensorHealth(readings), new TemperatureAnomalies(readings)],
        partitions,
        clock);

    public void Report(HvacReading reading) => Report(reading.DeviceId, reading);

    public void Report(string key, HvacReading reading) => _input.Pipe(key, reading, Now);

    public IReadOnlyList<Record<string, HvacAlert>> Alerts() => _alerts.ReadAll();

    public IReadOnlyList<Record<string, HvacAlarm?>> Alarms() => _alarms.ReadAll();

    public IReadOnlyList<Record<string, TemperatureAnomaly>> Anomalies() => _anomalies.ReadAll();

    /// <summary>The alerts that have not been read yet, in short: state, severity, minutes of <c>began</c> and <c>at</c>, value, limit.</summary>
    public IReadOnlyList<string> Told() =>
    [
        .. Alerts().Select(r => FormattableString.Invariant(
            $"{r.Value.State} {r.Value.Severity} {Minute(r.Value.Began)}-{Minute(r.Value.At)} {r.Value.Value}/{r.Value.Limit}")),
    ];

    /// <summary>The same, with the kind before them.</summary>
    public IReadOnlyList<string> ToldWithKind() =>
    [
        .. Alerts().Select(r => FormattableString.Invariant(
            $"{r.Value.Kind} {r.Value.State} {r.Value.Severity} {Minute(r.Value.Began)}-{Minute(r.Value.At)} {r.Value.Value}/{r.Value.Limit}")),
    ];

    public static DateTimeOffset At(double minute) => Start + TimeSpan.FromMinutes(minute);

    public static double Minute(DateTimeOffset at) => (at - Start).TotalMinutes;

    public void Dispose() => Driver.Dispose();
}
