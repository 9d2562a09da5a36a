using FsCheck;
using FsCheck.Fluent;
using Millrace.Hvac.Alarms;
using Millrace.Hvac.State;

namespace Millrace.Hvac.Tests.Alarms;

/// <summary>
/// The life cycle, which goes forward over one small state, against a telling of the same rules that looks back over
/// all readings.
/// </summary>
public sealed class AlarmLifeCyclePropertyTests
{
    private static readonly TimeSpan OnDelay = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private static readonly Gen<Sample> Samples =
        from step in Gen.Frequency((12, Gen.Elements(0, 60, 120, 180)), (3, Gen.Elements(299, 300, 301)), (1, Gen.Elements(-60, -1, 3600)))
        from value in Gen.Frequency((8, Gen.Elements(1.000001, 1.5, 3.0)), (3, Gen.Elements(0.2, 0.5, 0.500001, 1.0)), (1, Gen.Elements(3.000001, 4)))
        from use in Gen.Frequency((40, Gen.Constant(UnitUse.InUse)), (1, Gen.Elements(UnitUse.Off, UnitUse.Empty)))
        select new Sample(step, value, use);

    // Rooms change slowly: rows of one value, or hardly a delay would ever be over.
    private static readonly Gen<Sample[]> Rows =
        from sample in Samples
        from length in Gen.Choose(1, 8)
        select Enumerable.Repeat(sample, length).Select((s, i) => i == 0 ? s : s with { StepSeconds = Math.Clamp(s.StepSeconds, 0, 180) }).ToArray();

    [Fact]
    public void It_tells_what_a_look_back_over_all_readings_tells()
    {
        var told = 0;
        Prop.ForAll(Rows.ArrayOf().Select(rows => rows.SelectMany(r => r).ToArray()).ToArbitrary(), samples =>
        {
            var readings = Timed(samples);
            var expected = LookBack(readings);
            told += expected.Count;
            return Forward(readings).SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithStartSize(5).WithEndSize(40));

        Assert.True(told > 1_000, $"only {told} steps were told: the samples prove little");
    }

    private static List<Reading> Timed(Sample[] samples)
    {
        var at = DateTimeOffset.UnixEpoch;
        var readings = new List<Reading>();
        foreach (var sample in samples)
        {
            at += TimeSpan.FromSeconds(sample.StepSeconds);
            readings.Add(new Reading(at, sample.Value, sample.Use));
        }

        return readings;
    }

    private static List<Telling> Forward(List<Reading> readings)
    {
        var limits = new AlarmLimits(BadSide.Above, 1, 3, 0.5);
        var lifeCycle = new AlarmLifeCycle(new AlarmTimes(OnDelay, FiveMinutes, FiveMinutes));
        var told = new List<Telling>();
        AlarmState? state = null;
        foreach (var r in readings)
        {
            var step = lifeCycle.Judge(state, new AlarmSignal(r.At, r.Use, limits.IsExceededBy(r.Value), limits.IsCritical(r.Value), limits.IsCalm(r.Value)));
            state = step.State;
            if (step.IsTold)
            {
                told.Add(new Telling(step.Event, step.Severity, step.Began, r.At));
            }
        }

        return told;
    }

    private static List<Telling> LookBack(List<Reading> all)
    {
        var told = new List<Telling>();
        var readings = all.Where((r, i) => i == 0 || r.At >= all.Take(i).Max(o => o.At)).ToList();
        var since = 0;
        Telling? stands = null;
        for (var i = 0; i < readings.Count; i++)
        {
            var now = readings[i];
            if (stands is not { } alarm)
            {
                var start = i + 1;
                while (start > since && Qualifies(readings[start - 1]) && (start > i || readings[start].At - readings[start - 1].At <= FiveMinutes))
                {
                    start--;
                }

                if (start <= i && now.At - readings[start].At >= OnDelay)
                {
                    stands = new Telling(AlarmEvent.Raised, now.Value > 3 ? Severity.Critical : Severity.Warning, readings[start].At, now.At);
                    told.Add(stands.Value);
                    since = i + 1;
                }

                continue;
            }

            var calm = i + 1;
            while (calm > since && readings[calm - 1].Value <= 0.5)
            {
                calm--;
            }

            if (now.Use != UnitUse.InUse || (calm <= i && now.At - readings[calm].At >= FiveMinutes))
            {
                told.Add(alarm with { Event = AlarmEvent.Cleared, At = now.At });
                stands = null;
                since = i + 1;
            }
            else if (alarm.Severity == Severity.Warning && now.Value > 3)
            {
                stands = alarm with { Event = AlarmEvent.Escalated, Severity = Severity.Critical, At = now.At };
                told.Add(stands.Value);
            }
        }

        return told;
    }

    private static bool Qualifies(Reading reading) => reading.Value > 1 && reading.Use == UnitUse.InUse;

    private readonly record struct Sample(int StepSeconds, double Value, UnitUse Use);

    private readonly record struct Reading(DateTimeOffset At, double Value, UnitUse Use);

    private readonly record struct Telling(AlarmEvent Event, Severity Severity, DateTimeOffset Began, DateTimeOffset At);
}
