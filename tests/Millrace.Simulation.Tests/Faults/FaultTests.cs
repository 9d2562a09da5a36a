using Millrace.Hvac;
using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Tests.Recordings;
using Millrace.Simulation.Tests.Rules;

namespace Millrace.Simulation.Tests.Faults;

public sealed class FaultTests
{
    private static readonly BuildingOptions Options = new();
    private static readonly DateTimeOffset Begin = Options.Start.AddHours(3);
    private static readonly DateTimeOffset End = Begin.AddMinutes(45);

    [Fact]
    public void A_shut_damper_overheats_the_room_and_spoils_its_air()
    {
        var (healthy, broken) = Compare(new StuckDamper("R-101", Begin, End, open: false));

        Assert.True(broken[^1].AmbientTemperature > healthy[^1].AmbientTemperature + 2);
        Assert.True(broken[^1].Co2 > healthy[^1].Co2 + 50);
        Assert.Equal(100, broken[^1].Load);
    }

    [Fact]
    public void A_damper_wide_open_overcools_the_room_but_not_below_the_supplied_air()
    {
        var (healthy, broken) = Compare(new StuckDamper("R-101", Begin, End, open: true));

        Assert.InRange(broken[^1].AmbientTemperature!.Value, 13, healthy[^1].AmbientTemperature!.Value - 2);
    }

    [Fact]
    public void A_leak_warms_the_room_while_the_unit_runs_at_full_load()
    {
        var (healthy, broken) = Compare(new RefrigerantLeak("R-101", Begin, End));

        Assert.True(broken[^1].AmbientTemperature > healthy[^1].AmbientTemperature + 1.5);
        Assert.Equal((100, Mode.Cooling), (broken[^1].Load, broken[^1].Mode));
    }

    [Fact]
    public void A_drifting_sensor_lies_and_nothing_else_changes()
    {
        var (healthy, broken) = Compare(new SensorDrift("R-101", Begin, End, -0.1));

        Assert.Equal(healthy[^1].AmbientTemperature!.Value - 3, broken[^1].AmbientTemperature!.Value, 9);
        Assert.Equal(
            healthy.Select(reading => reading with { AmbientTemperature = null }),
            broken.Select(reading => reading with { AmbientTemperature = null }));
    }

    [Fact]
    public void A_stuck_sensor_repeats_what_it_said_last()
    {
        var (healthy, broken) = Compare(new DeadSensor("R-101", Begin.AddMinutes(1), End, silent: false));

        Assert.All(broken.Skip(1), reading => Assert.Equal(healthy[0].AmbientTemperature, reading.AmbientTemperature));
        Assert.True(healthy.Select(reading => reading.AmbientTemperature).Distinct().Count() > 5);
    }

    [Fact]
    public void A_silent_sensor_gives_no_temperature_and_the_unit_goes_on()
    {
        var (healthy, broken) = Compare(new DeadSensor("R-101", Begin, End, silent: true));

        Assert.Equal(healthy.Select(reading => reading with { AmbientTemperature = null }), broken);
    }

    [Fact]
    public void A_fault_ends_when_it_is_mended()
    {
        var fault = new StuckDamper("R-101", Begin, End, open: false);

        var later = Readings(fault, End.AddMinutes(40), End.AddMinutes(60));

        Assert.All(later, reading => Assert.InRange(Math.Abs(reading.AmbientTemperature!.Value - reading.DesiredTemperature!.Value), 0, 0.5));
    }

    [Theory]
    [InlineData(PoisonKind.WrongKey, "key")]
    [InlineData(PoisonKind.NotANumber, "NaN")]
    [InlineData(PoisonKind.OutOfRange, "temperature")]
    [InlineData(PoisonKind.FromTheFuture, "future")]
    public void A_poisoned_reading_is_refused_for_its_reason(PoisonKind kind, string reason)
    {
        var record = new PoisonRecord("poison-0001", Begin, kind, 1).ToRecord();

        Assert.Equal(reason, ReferenceValidation.Refusal(record.Key, record.Reading!, Begin));
        Assert.Equal(Begin, record.Timestamp);
    }

    [Fact]
    public void Poisoned_bytes_have_no_framing_or_a_schema_that_nobody_knows()
    {
        var noAvro = new PoisonRecord("poison-0001", Begin, PoisonKind.NotAvro, 1).ToRecord();
        var unknown = new PoisonRecord("poison-0001", Begin, PoisonKind.UnknownSchema, 1).ToRecord();

        Assert.NotEqual(0, noAvro.Bytes.Span[0]);
        Assert.Equal([0, 0x7F, 0xFF, 0xFF, 0x00], unknown.Bytes[..5].ToArray());
        Assert.Null(noAvro.Reading);
        Assert.Null(unknown.Reading);
    }

    [Fact]
    public void The_catalog_has_a_row_for_every_kind()
    {
        Assert.Equal(Enum.GetValues<FaultKind>(), FaultCatalog.All.Select(row => row.Kind).Order());
        Assert.All(FaultCatalog.All, row => Assert.True(row.Within >= row.RuleDelay));
    }

    [Fact]
    public void The_document_shows_the_catalog_s_table() => Assert.Contains(
        FaultCatalog.ToMarkdown(),
        File.ReadAllText(Path.Combine(DataFolder.Repository(), "docs", "demo-faults.md")),
        StringComparison.Ordinal);

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_seed_another()
    {
        var layout = new BuildingLayout(Options);
        string[] Plan(long seed) => [.. FaultPlan.Create(layout, new FaultPlanOptions { Seed = seed, LiveStart = Begin }).All.Select(fault => $"{fault} {fault.Start:O} {fault.End:O} {fault.Description}")];

        Assert.Equal(Plan(1), Plan(1));
        Assert.NotEqual(Plan(1), Plan(2));
    }

    [Fact]
    public void A_room_has_one_fault_at_a_time_and_rests_after_it()
    {
        var layout = new BuildingLayout(Options);
        var plan = FaultPlan.Create(layout, new FaultPlanOptions { LiveStart = Begin });

        Assert.All(
            layout.Rooms.Select(room => plan.ForDevice(room.DeviceId)),
            faults => Assert.All(faults.Zip(faults.Skip(1)), pair => Assert.True(pair.Second.Start - pair.First.End >= FaultPlanner.Rest)));
    }

    [Fact]
    public void Wrong_plan_options_are_all_named_at_once()
    {
        var options = new FaultPlanOptions { LiveStart = Begin, Horizon = TimeSpan.Zero, WaveInterval = TimeSpan.FromMinutes(1) };

        Assert.Equal(2, Assert.Throws<SimulationOptionsException>(() => FaultPlan.Create(new BuildingLayout(Options), options)).Problems.Count);
    }

    /// <summary>The readings of R-101 during a fault, without and with it.</summary>
    private static (IReadOnlyList<HvacReading> Healthy, IReadOnlyList<HvacReading> Broken) Compare(Fault fault) =>
        (Readings(null, Begin, End), Readings(fault, Begin, End));

    private static List<HvacReading> Readings(Fault? fault, DateTimeOffset from, DateTimeOffset to)
    {
        var layout = new BuildingLayout(Options);
        return
        [
            .. new Building(layout, fault is null ? null : new FaultPlan(layout, [fault])).Readings()
                .TakeWhile(reading => reading.Timestamp < to)
                .Where(reading => reading.DeviceId == "R-101" && reading.Timestamp >= from),
        ];
    }
}
