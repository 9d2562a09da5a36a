using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Feeding;
using Millrace.Simulation.Scoring;
using Millrace.Simulation.Tests.Rules;

namespace Millrace.Simulation.Tests.Scoring;

/// <summary>The demo without a broker: building, plan and timeline straight into the reference rules.</summary>
internal sealed class DemoRun
{
    public static readonly TimeSpan History = TimeSpan.FromHours(3);

    public DemoRun(long seed, TimeSpan live, DateTimeOffset? start = null)
    {
        var options = new BuildingOptions { Seed = seed, Start = start ?? BuildingOptions.DefaultStart };
        LiveFrom = options.Start + History;
        End = LiveFrom + live;
        var layout = new BuildingLayout(options);
        Plan = FaultPlan.Create(layout, new FaultPlanOptions { Seed = seed, LiveStart = LiveFrom });
        var timeline = new FeedTimeline(new Building(layout, Plan), Plan);
        Scoreboard = new Scoreboard(Plan);
        foreach (var item in timeline.Items().TakeWhile(item => item.SentAt < End))
        {
            Rules.Take(item.Record, item.SentAt);
            Sent++;
        }

        Rules.Findings.ForEach(finding => Scoreboard.Observe(finding.ToAlert()));
        Rules.Anomalies.ForEach(Scoreboard.Observe);
        Rules.DeadLetters.ForEach(Scoreboard.ObserveDeadLetter);
    }

    public DateTimeOffset LiveFrom { get; }

    public DateTimeOffset End { get; }

    public FaultPlan Plan { get; }

    public ReferenceRules Rules { get; } = new();

    public Scoreboard Scoreboard { get; }

    public long Sent { get; }

    public ScoreReport Report() => Scoreboard.Report(End, new StreamCounts(Sent - Rules.DeadLetters.Count, Rules.Processed, Rules.Late));
}
