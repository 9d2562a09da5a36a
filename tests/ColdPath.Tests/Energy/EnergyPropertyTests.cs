using FsCheck;
using FsCheck.Fluent;
using Millrace.ColdPath.Energy;
using Millrace.ColdPath.State;
using Millrace.ColdPath.Tests.Support;

namespace Millrace.ColdPath.Tests.Energy;

public sealed class EnergyPropertyTests
{
    private static readonly Gen<(int Seconds, double Kwh)> Totals =
        from seconds in Gen.Frequency((6, Gen.Choose(0, 1_200)), (1, Gen.Elements(0, 3_600, 1_800)), (1, Gen.Choose(3_600, 50_000)))
        from kwh in Gen.Frequency((8, Gen.Choose(0, 5_000).Select(w => w / 1_000.0)), (1, Gen.Elements(-0.004, -0.009, -0.01, -3.0, -500.0)))
        select (seconds, kwh);

    [Fact]
    public void No_energy_is_lost_or_made_up_and_every_hour_is_sent_once_and_in_order() =>
        Prop.ForAll(Totals.ArrayOf().ToArbitrary(), steps =>
        {
            var meter = new EnergyMeter(noiseKwh: 0.01);
            var closed = new List<MeterState>();
            MeterState? state = null;
            var used = 0.0;
            var counted = 1_000.0;
            var at = ColdDriver.Start.AddMinutes(17);
            foreach (var (seconds, kwh) in steps)
            {
                at = at.AddSeconds(seconds);
                var shown = Math.Max(0, Math.Round(counted + kwh, 6));
                var fall = Math.Round(counted - shown, 6);
                var isNoise = state is not null && fall is > 0 and < 0.01;
                if (state is not null && !isNoise)
                {
                    used += fall <= 0 ? shown - counted : shown;
                }

                state = meter.Take(state, at, shown, null, closed);
                counted = isNoise ? counted : shown;
            }

            var sum = closed.Sum(h => h.Kwh) + (state?.Kwh ?? 0);
            var readings = closed.Sum(h => h.Readings) + (state?.Readings ?? 0);
            var hours = closed.Select(h => h.Hour).ToList();
            var first = EnergyMeter.HourOf(ColdDriver.Start.AddMinutes(17).AddSeconds(steps.Length > 0 ? steps[0].Seconds : 0));
            return Math.Abs(sum - used) < 1e-6
                && readings == steps.Length
                && closed.TrueForAll(h => h.Kwh >= 0)
                && hours.SequenceEqual(Enumerable.Range(0, hours.Count).Select(i => first.AddHours(i)))
                && (state is null || state.Hour == first.AddHours(hours.Count));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_restart_between_any_two_readings_changes_nothing()
    {
        using var straight = new ColdDriver(readings => new EnergyHours(readings));
        using var restarted = new ColdDriver(readings => new EnergyHours(readings));
        for (var i = 0; i < 200; i++)
        {
            var (minute, kwh) = (i * 7.3, i * 0.37 % 9);
            straight.Total(minute, kwh);
            restarted.Total(minute, kwh);
            restarted.Driver.Restart();
        }

        var hours = straight.Records();
        Assert.NotEmpty(hours);
        Assert.Equal(hours, restarted.Records());
    }
}
