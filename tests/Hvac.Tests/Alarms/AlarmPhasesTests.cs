using Millrace.Hvac.Alarms;
using Millrace.Hvac.State;
using static Millrace.Hvac.State.AlarmPhase;

namespace Millrace.Hvac.Tests.Alarms;

public sealed class AlarmPhasesTests
{
    private static readonly HashSet<(AlarmPhase From, AlarmPhase To)> Legal =
    [
        (Quiet, Quiet), (Quiet, Delayed),
        (Delayed, Quiet), (Delayed, Delayed), (Delayed, Warning), (Delayed, Critical),
        (Warning, Quiet), (Warning, Warning), (Warning, Critical),
        (Critical, Quiet), (Critical, Critical),
    ];

    public static TheoryData<AlarmPhase, AlarmPhase> EveryEdge { get; } =
        [.. from a in Enum.GetValues<AlarmPhase>() from b in Enum.GetValues<AlarmPhase>() select (a, b)];

    [Theory]
    [MemberData(nameof(EveryEdge))]
    public void An_edge_is_taken_if_it_is_legal_and_refused_otherwise(AlarmPhase from, AlarmPhase to)
    {
        var before = new AlarmState { Phase = from, Newest = DateTimeOffset.UnixEpoch };
        var signal = new AlarmSignal(DateTimeOffset.UnixEpoch, UnitUse.InUse, Exceeds: true, IsCritical: false, IsCalm: false);

        if (Legal.Contains((from, to)))
        {
            Assert.Equal(to, AlarmLifeCycle.Go(before, to, signal).Phase);
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => AlarmLifeCycle.Go(before, to, signal));
        }
    }

    [Theory]
    [InlineData(Quiet)]
    [InlineData(Delayed)]
    public void An_alarm_that_does_not_stand_has_no_severity(AlarmPhase phase)
    {
        Assert.False(phase.Stands());
        Assert.Throws<ArgumentOutOfRangeException>(() => phase.Severity());
    }
}
