using Millrace.Hvac;
using Millrace.SchemaRegistry;
using Millrace.Testing;

namespace Millrace.ColdPath.Tests.Support;

/// <summary>Topologies of the ColdPath worker in the test driver, with Avro on both sides.</summary>
internal sealed class ColdDriver : IDisposable
{
    /// <summary>A full hour.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Now = Start + TimeSpan.FromDays(30);

    private readonly TestInputTopic<string, HvacReading> _input;
    private readonly TestOutputTopic<string, EnergyHour> _hours;

    public ColdDriver(params Func<HvacReadings, Topology>[] topologies)
    {
        var readings = HvacReadings.WithoutDeadLetters(new StandingClock(Now));
        var serdes = new AvroSerdeProvider(DevelopmentRegistry.CreateClient(), new AvroSerdeOptions { AutoRegister = true }).RegisterColdPath();
        Driver = new TopologyTestDriver(
            topologies.Select(make => make(readings)),
            new TestDriverOptions { ApplicationId = ColdPathWorker.Name, Serdes = new SerdeProviders([serdes]), Start = Now });
        _input = Driver.Input<string, HvacReading>(HvacReadings.Topic);
        _hours = Driver.Output<string, EnergyHour>(EnergyHours.Topic);
    }

    public TopologyTestDriver Driver { get; }

    public void Report(HvacReading reading) => _input.Pipe(reading.DeviceId, reading, Now);

    /// <summary>Reports a meter's total so many minutes after 09:00.</summary>
    public void Total(double minute, double? kwh, string device = "R-101", string? site = "north") =>
        Report(new HvacReading { DeviceId = device, Timestamp = At(minute), Site = site, Energy = kwh });

    public IReadOnlyList<Record<string, EnergyHour>> Records() => _hours.ReadAll();

    /// <summary>The hours that have not been read yet, in short: when, kWh rounded to 9 decimals, readings.</summary>
    public IReadOnlyList<string> Hours() =>
        [.. _hours.ReadValues().Select(h => FormattableString.Invariant($"{h.Hour:HH:mm} {Math.Round(h.Kwh, 9)} {h.Readings}"))];

    public static DateTimeOffset At(double minute) => Start + TimeSpan.FromMinutes(minute);

    public void Dispose() => Driver.Dispose();

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
